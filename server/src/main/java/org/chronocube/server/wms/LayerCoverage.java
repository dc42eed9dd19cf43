// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;

/** The coverage behind a layer, as the map service wants it; safe for concurrent use. */
interface LayerCoverage {

  /** Its bands, in order. */
  List<Band> bands();

  /** Its grid: CRS, resolution, extent. */
  GeoBox grid();

  /** The times it has data for. */
  LayerTimes times();

  /**
   * Samples on a grid in any CRS.
   *
   * @param bands indices from 0
   * @param times any of these; empty for the newest
   * @param progress asked again and again whether to go on
   * @return one block per band, of the grid's shape, samples as stored; nothing valid where the
   *     coverage does not reach
   * @throws org.chronocube.server.ows.OwsException when a granule cannot be read
   * @throws org.chronocube.cube.CancelledException when told not to go on
   */
  List<RasterBlock> read(
      GeoBox target, List<Integer> bands, List<TimeInterval> times, Progress progress);

  /**
   * The scenes that touch a grid in any CRS, newest first.
   *
   * @param times any of these; empty for the newest
   * @param most that are given
   */
  List<Scene> scenes(GeoBox target, List<TimeInterval> times, int most);

  /** True when its scenes are what is told of a point, not its samples. */
  default boolean isOfFeatures() {
    return false;
  }
}
