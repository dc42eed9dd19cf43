// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;

/** The smallest or the largest valid sample. */
final class ExtremeAccumulator extends StatisticAccumulator {

  private final boolean largest;
  private final List<RasterBlock> result;

  ExtremeAccumulator(Shape tile, int bands, boolean largest) {
    super(tile);
    this.largest = largest;
    this.result = Tiles.allocate(tile, bands);
  }

  @Override
  void add(int band, int pixel, float sample) {
    RasterBlock block = result.get(band);
    float[] samples = block.samples();
    if (!block.mask().isValid(pixel)) {
      block.mask().setValid(pixel);
      samples[pixel] = sample;
    } else if (largest ? sample > samples[pixel] : sample < samples[pixel]) {
      samples[pixel] = sample;
    }
  }

  @Override
  public List<RasterBlock> result() {
    return result;
  }
}
