// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/** The smallest or the largest valid sample. */
final class ExtremeAccumulator extends RunAccumulator {

  private final boolean largest;
  private final List<RasterBlock> result;

  ExtremeAccumulator(Shape tile, int bands, boolean largest) {
    super(tile);
    this.largest = largest;
    this.result = Tiles.allocate(tile, bands);
  }

  @Override
  void add(int band, float[] samples, int from, int to, int count) {
    float[] extreme = result.get(band).samples();
    ValidMask mask = result.get(band).mask();
    int stop = to + count;
    int shift = from - to;
    for (int i = to; i < stop; ) {
      int known = mask.nextValid(i, stop);
      System.arraycopy(samples, i + shift, extreme, i, known - i);
      i = mask.nextInvalid(known, stop);
      join(samples, known + shift, extreme, known, i - known);
    }
    mask.setRange(to, stop);
  }

  private void join(float[] samples, int from, float[] extreme, int to, int count) {
    if (largest) {
      for (int i = 0; i < count; i++) {
        extreme[to + i] = Math.max(extreme[to + i], samples[from + i]);
      }
    } else {
      for (int i = 0; i < count; i++) {
        extreme[to + i] = Math.min(extreme[to + i], samples[from + i]);
      }
    }
  }

  @Override
  public List<RasterBlock> result() {
    return result;
  }
}
