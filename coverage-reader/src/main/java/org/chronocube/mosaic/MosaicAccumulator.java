// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.BitSet;
import java.util.List;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/**
 * Joins the scenes of one tile, fed in the order of the rule. For one thread.
 *
 * <p>Ordered rules take a pixel from one scene only where <em>all</em> the requested bands that the
 * scene has are valid there, so that a spectrum stays together; a band that a scene does not have
 * waits for the next one. Statistics take every band for itself.
 */
public interface MosaicAccumulator {

  /**
   * @param rule how
   * @param tile shape of the tile
   * @param bands number of bands
   * @param scenes most scenes that will be fed; bounds the memory of order statistics
   */
  static MosaicAccumulator of(MosaicRule rule, Shape tile, int bands, int scenes) {
    return switch (rule.kind()) {
      case FIRST_VALID, MOST_RECENT, LEAST_CLOUDY -> new OrderedAccumulator(tile, bands);
      case MIN -> new ExtremeAccumulator(tile, bands, false);
      case MAX -> new ExtremeAccumulator(tile, bands, true);
      case MEAN -> new MeanAccumulator(tile, bands);
      case MEDIAN -> new PercentileAccumulator(tile, bands, 50);
      case PERCENTILE -> new PercentileAccumulator(tile, bands, rule.percentile());
    };
  }

  /**
   * Bytes that the accumulator of a rule keeps per pixel of its tile.
   *
   * @param narrow true when samples are integers in 0..65534
   */
  static long bytesPerPixel(MosaicRule rule, int bands, int scenes, boolean narrow) {
    return switch (rule.kind()) {
      case FIRST_VALID, MOST_RECENT, LEAST_CLOUDY, MIN, MAX -> 5L * bands;
      case MEAN -> 17L * bands;
      case MEDIAN, PERCENTILE -> ((narrow ? 2 : 5) * (long) scenes + 5) * bands;
    };
  }

  /**
   * Takes what a scene has.
   *
   * @return true when at least one pixel of it has a part in the result
   */
  boolean feed(Contribution contribution);

  /**
   * True when more data of these bands in this window could change the result.
   *
   * @param at in rows and columns of the tile
   * @param bands the bands a scene has, by position
   */
  boolean needs(Window at, BitSet bands);

  /** The tile, one block per band; asked for once, at the end. */
  List<RasterBlock> result();
}
