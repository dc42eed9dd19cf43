// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import org.chronocube.algorithm.pair.PairBlock;

/** dB of the ratio of local mean powers, after by before, of each polarisation. */
final class LocalRatios {

  private static final double DB_PER_LN = 10 / Math.log(10);

  private LocalRatios() {}

  /**
   * The pixels of a block.
   *
   * @return [band][pixel of the window]; NaN where a mean is not more than 0 or there is no data
   */
  static double[][] of(PairBlock block, RatioParameters parameters) {
    int radius = parameters.window() / 2;
    double[][] ratios = new double[block.before().length][];
    for (int b = 0; b < ratios.length; b++) {
      // Both means are over the same pixels: their number cancels.
      double[] before = sums(block, block.before()[b], parameters, radius);
      double[] after = sums(block, block.after()[b], parameters, radius);
      for (int i = 0; i < before.length; i++) {
        before[i] =
            before[i] > 0 && after[i] > 0 ? DB_PER_LN * Math.log(after[i] / before[i]) : Double.NaN;
      }
      ratios[b] = before;
    }
    return ratios;
  }

  private static double[] sums(
      PairBlock block, float[] band, RatioParameters parameters, int radius) {
    return LocalSums.inner(LocalSums.power(block, band, parameters.values()), block, radius);
  }
}
