// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.cubes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.CubeFiles;
import org.chronocube.catalog.CubeFiles.Definition;
import org.chronocube.cube.Cube;

/**
 * The cubes of a catalog and the layers that show them in a GeoServer data directory. A new cube
 * gets a layer; GeoServer itself sees it when it reloads its configuration.
 *
 * <p>One change at a time; of two processes that change the same cube, the later wins.
 */
public final class CubeAdministration {

  private final CubeFiles cubes;
  private final Optional<LayerFolder> layers;

  private CubeAdministration(CubeFiles cubes, Optional<LayerFolder> layers) {
    this.cubes = cubes;
    this.layers = layers;
  }

  /**
   * @param dataDir a GeoServer data directory
   * @param catalog a {@code catalog.yaml}; its cubes get layers when a coverage store of the
   *     directory is opened from it
   */
  public static CubeAdministration of(Path dataDir, Path catalog) {
    return new CubeAdministration(new CubeFiles(catalog), LayerFolder.of(dataDir, catalog));
  }

  /** All cubes as they are written down. */
  public List<Definition> list() {
    return cubes.list();
  }

  /** True for a cube of {@code catalog.yaml}, which is edited by hand. */
  public boolean isFixed(String name) {
    return cubes.isFixed(name);
  }

  /** True when there is a file of that cube, be it broken. */
  public boolean exists(String name) {
    return cubes.exists(name);
  }

  /** A cube by its name. */
  public Optional<Definition> find(String name) {
    return cubes.find(name);
  }

  /** What is wrong with a cube, thrown as {@link InvalidParameterException}; nothing is written. */
  public Cube check(Map<String, Object> fields) {
    return cubes.check(fields);
  }

  /**
   * Writes a cube down and gives it a layer; a layer that is there keeps its styles.
   *
   * @throws InvalidParameterException naming the field that breaks a rule
   */
  public synchronized Cube put(Map<String, Object> fields) {
    Cube cube = cubes.put(fields);
    layers.ifPresent(folder -> folder.put(cube));
    return cube;
  }

  /**
   * Removes a cube and its layer.
   *
   * @return false when there was no such cube
   * @throws InvalidParameterException when it is in {@code catalog.yaml}
   */
  public synchronized boolean remove(String name) {
    if (cubes.exists(name) && !cubes.isFixed(name)) {
      layers.ifPresent(folder -> folder.remove(name));
    }
    return cubes.remove(name);
  }
}
