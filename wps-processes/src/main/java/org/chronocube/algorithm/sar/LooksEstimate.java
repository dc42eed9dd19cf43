// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.speckle.PowerScale;

/**
 * The looks of the local means of a pair, estimated on both times and all bands: the window's means
 * are taken at its own spacing, so that correlation between neighbours counts.
 */
final class LooksEstimate {

  private LooksEstimate() {}

  /** Rows and columns of neighbours it needs. */
  static int margin(int window) {
    return EquivalentLooks.reach(window) + window / 2;
  }

  /**
   * One pass.
   *
   * @param pixels whose blocks have at least {@link #margin(int)}
   * @throws InvalidParameterException when no window is without gaps
   */
  static double of(PairPixels pixels, int window, PowerScale values) {
    EquivalentLooks all = new EquivalentLooks();
    pixels.forEach(block -> estimates(block, window, values), all::add);
    double looks = all.mode();
    if (Double.isNaN(looks)) {
      throw new InvalidParameterException(
          "looks",
          "looks must be given where they cannot be estimated: no window of "
              + EquivalentLooks.WINDOW * window
              + " pixels on a side is without gaps");
    }
    return looks;
  }

  private static EquivalentLooks estimates(PairBlock block, int window, PowerScale values) {
    EquivalentLooks looks = new EquivalentLooks();
    for (int b = 0; b < block.before().length; b++) {
      count(looks, block, block.before()[b], window, values);
      count(looks, block, block.after()[b], window, values);
    }
    return looks;
  }

  private static void count(
      EquivalentLooks looks, PairBlock block, float[] band, int window, PowerScale values) {
    // Of the pixels that the estimates at the block's own pixels reach.
    int reach = EquivalentLooks.reach(window);
    double[] means = around(block, LocalSums.power(block, band, values), window, reach);
    double[] ones = around(block, LocalSums.ones(block), window, reach);
    for (int i = 0; i < means.length; i++) {
      // A mean of fewer pixels has fewer looks.
      means[i] = ones[i] == window * window ? means[i] / ones[i] : Double.NaN;
    }
    looks.count(
        means,
        new Shape(block.window().height() + 2 * reach, block.window().width() + 2 * reach),
        window);
  }

  private static double[] around(PairBlock block, double[] x, int window, int reach) {
    return LocalSums.around(x, block, window / 2, reach);
  }
}
