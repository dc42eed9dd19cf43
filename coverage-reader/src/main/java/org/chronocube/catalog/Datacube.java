// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CubeEngine;
import org.chronocube.index.SceneIndex;
import org.chronocube.io.RasterOpener;

/**
 * An opened catalog: everything a front end needs, wired once and shared.
 *
 * @param catalog the configuration
 * @param index its scenes
 * @param rasters opens files through the shared block cache
 * @param engine reads cubes
 * @param crs coordinate reference systems
 */
public record Datacube(
    Catalog catalog, SceneIndex index, RasterOpener rasters, CubeEngine engine, CrsRegistry crs)
    implements AutoCloseable {

  /** Closes the index; requests under way fail. */
  @Override
  public void close() {
    index.close();
  }
}
