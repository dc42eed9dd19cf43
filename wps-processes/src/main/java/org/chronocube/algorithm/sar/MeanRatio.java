// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.List;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairPixels;
import org.chronocube.algorithm.pair.PairTransform;

/**
 * The mean ratio detector, 1 − min(µ<sub>a</sub>/µ<sub>b</sub>, µ<sub>b</sub>/µ<sub>a</sub>) of the
 * local mean powers before and after (Inglada and Mercier 2007, "A new statistical similarity
 * measure for change detection in multitemporal SAR images and its extension to multiscale change
 * analysis", IEEE TGRS 45:1432-1445, section II).
 *
 * <p>0 for no change, towards 1 for change of either sign; {@code logRatio} tells which. The means
 * are over pixels of the window that have data at both times. Of several polarisations the mean of
 * their numbers, or the largest.
 */
public record MeanRatio(RatioParameters parameters) implements PairMethod, PairTransform {

  private static final double LN_PER_DB = Math.log(10) / 10;

  private static final List<Layer> LAYERS =
      List.of(
          new Layer(
              "meanRatio",
              "1",
              "One minus the smaller of the ratios of the local mean powers; 0 without change.",
              Role.STATISTIC),
          new Layer(
              "logRatio",
              "dB",
              "Ratio of the local mean powers, after by before; positive where power grew.",
              Role.MAGNITUDE));

  @Override
  public int margin() {
    return parameters.window() / 2;
  }

  @Override
  public int passes() {
    return 0;
  }

  /** There is nothing to learn. */
  @Override
  public PairTransform fit(PairPixels pixels) {
    return this;
  }

  @Override
  public List<Layer> layers() {
    return LAYERS;
  }

  @Override
  public void apply(PairBlock block, float[][] result) {
    double[][] ratios = LocalRatios.of(block, parameters);
    double[] decibels = new double[ratios.length];
    double[] unlike = new double[ratios.length];
    for (int i = 0; i < block.pixels(); i++) {
      if (block.valid().isValid(i)) {
        for (int b = 0; b < decibels.length; b++) {
          decibels[b] = ratios[b][i];
          unlike[b] = -Math.expm1(-LN_PER_DB * Math.abs(decibels[b]));
        }
        result[0][i] = (float) parameters.combination().of(unlike);
        result[1][i] = (float) parameters.combination().of(decibels);
      }
    }
  }
}
