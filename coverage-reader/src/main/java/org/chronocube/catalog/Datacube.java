// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CubeEngine;
import org.chronocube.index.SceneIndex;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.remote.Archives;

/**
 * An opened catalog: everything a front end needs, wired once and shared.
 *
 * @param catalog the configuration
 * @param index its scenes
 * @param rasters opens files through the shared block cache
 * @param engine reads cubes
 * @param crs coordinate reference systems
 * @param archives turns locations into paths, from the places the catalog allows
 * @param onClose gives back what else was opened for it
 */
public record Datacube(
    Catalog catalog,
    SceneIndex index,
    RasterOpener rasters,
    CubeEngine engine,
    CrsRegistry crs,
    Archives archives,
    Runnable onClose)
    implements AutoCloseable {

  /** A datacube of local files that has nothing else to give back. */
  public Datacube(
      Catalog catalog, SceneIndex index, RasterOpener rasters, CubeEngine engine, CrsRegistry crs) {
    this(catalog, index, rasters, engine, crs, Archives.local(), () -> {});
  }

  /** The same datacube with other products and cubes; closing one closes both. */
  public Datacube withCatalog(Catalog other) {
    return new Datacube(other, index, rasters, engine, crs, archives, onClose);
  }

  /** Closes the index; requests under way fail. */
  @Override
  public void close() {
    onClose.run();
    index.close();
  }
}
