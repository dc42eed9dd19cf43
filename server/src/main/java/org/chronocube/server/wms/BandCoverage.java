// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;

/**
 * One band of a coverage.
 *
 * @param whole the coverage
 * @param band index from 0
 */
record BandCoverage(LayerCoverage whole, int band) implements LayerCoverage {

  @Override
  public List<Band> bands() {
    return List.of(whole.bands().get(band));
  }

  @Override
  public GeoBox grid() {
    return whole.grid();
  }

  @Override
  public LayerTimes times() {
    return whole.times();
  }

  @Override
  public List<RasterBlock> read(
      GeoBox target, List<Integer> bands, List<TimeInterval> times, Progress progress) {
    return whole.read(target, bands.stream().map(b -> band).toList(), times, progress);
  }

  @Override
  public List<Scene> scenes(GeoBox target, List<TimeInterval> times, int most) {
    return whole.scenes(target, times, most);
  }
}
