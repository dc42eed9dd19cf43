// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.speckle.PowerScale;

/**
 * The looks of the local means of a pair, over all bands: those of the means themselves ({@link
 * RatioLooks}), so that correlation between the pixels of a window counts.
 */
final class LooksEstimate {

  private LooksEstimate() {}

  /** Means that do not overlap, and a pixel between them. */
  private static int spacing(int window) {
    return window + 1;
  }

  /** Rows and columns of neighbours it needs. */
  static int margin(int window) {
    return RatioLooks.reach(spacing(window)) + window / 2;
  }

  /**
   * One pass.
   *
   * @param pixels whose blocks have at least {@link #margin(int)}
   * @throws InvalidParameterException when no window is without gaps
   */
  static double of(PairPixels pixels, int window, PowerScale values) {
    RatioLooks all = new RatioLooks();
    pixels.forEach(block -> estimates(block, window, values), all::add);
    double looks = all.mode();
    if (Double.isNaN(looks)) {
      throw new InvalidParameterException(
          "looks",
          "looks must be given where they cannot be estimated: no square of "
              + (2 * margin(window) + 1)
              + " pixels on a side is without gaps");
    }
    return looks;
  }

  private static RatioLooks estimates(PairBlock block, int window, PowerScale values) {
    RatioLooks looks = new RatioLooks();
    // The estimates at the block's own pixels reach as far into the margin.
    int reach = RatioLooks.reach(spacing(window));
    Shape shape =
        new Shape(block.window().height() + 2 * reach, block.window().width() + 2 * reach);
    double[] ones = LocalSums.around(LocalSums.ones(block), block, window / 2, reach);
    for (int b = 0; b < block.before().length; b++) {
      double[] before = means(block, block.before()[b], window, values);
      double[] after = means(block, block.after()[b], window, values);
      for (int i = 0; i < ones.length; i++) {
        // A mean of fewer pixels has fewer looks.
        boolean whole = ones[i] == window * window && before[i] > 0 && after[i] > 0;
        before[i] = whole ? Math.log(after[i] / before[i]) : Double.NaN;
      }
      looks.count(before, shape, spacing(window));
    }
    return looks;
  }

  private static double[] means(PairBlock block, float[] band, int window, PowerScale values) {
    double[] power = LocalSums.power(block, band, values);
    return LocalSums.around(power, block, window / 2, RatioLooks.reach(spacing(window)));
  }
}
