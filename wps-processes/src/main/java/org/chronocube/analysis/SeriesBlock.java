// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.cube.Slice;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/** All dates of a block of pixels; NaN where there is no value. */
final class SeriesBlock {

  private final Window window;
  private final ValidMask inside;
  private final Map<Instant, Integer> dates = new HashMap<>();
  private final float[][][] samples;

  /**
   * @param inside pixels of the window that belong to the area
   */
  SeriesBlock(Window window, ValidMask inside, int bands, List<Instant> instants) {
    this.window = window;
    this.inside = inside;
    instants.forEach(i -> dates.put(i, dates.size()));
    samples = new float[bands][instants.size()][];
  }

  Window window() {
    return window;
  }

  ValidMask inside() {
    return inside;
  }

  int dates() {
    return samples[0].length;
  }

  /** Takes a part of one date; dates that are not wanted are left out. */
  void put(Slice slice, List<RasterBlock> bands) {
    Integer date = dates.get(slice.instant());
    if (date == null) {
      return;
    }
    for (int b = 0; b < bands.size(); b++) {
      if (samples[b][date] == null) {
        samples[b][date] = new float[Math.toIntExact(window.pixels())];
        Arrays.fill(samples[b][date], Float.NaN);
      }
      paste(bands.get(b), slice.window(), samples[b][date]);
    }
  }

  private void paste(RasterBlock block, Window part, float[] target) {
    for (int row = 0; row < part.height(); row++) {
      int to = (part.rowStart() + row) * window.width() + part.colStart();
      for (int col = 0; col < part.width(); col++) {
        int from = row * part.width() + col;
        target[to + col] = block.mask().isValid(from) ? block.samples()[from] : Float.NaN;
      }
    }
  }

  /** The series of one pixel, [band][date]. */
  void series(int pixel, float[][] series) {
    for (int b = 0; b < samples.length; b++) {
      for (int d = 0; d < samples[b].length; d++) {
        series[b][d] = samples[b][d] == null ? Float.NaN : samples[b][d][pixel];
      }
    }
  }
}
