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
 * The log-ratio of local mean powers, 10·log10(after / before) dB: speckle, which multiplies the
 * power, becomes noise of the same spread everywhere (Rignot and van Zyl 1993, "Change detection
 * techniques for ERS-1 SAR data", IEEE TGRS 31:896-906; with thresholds of the two tails Bazi,
 * Bruzzone and Melgani 2005, IEEE TGRS 43:874-887).
 *
 * <p>Signed: positive where power grew. The means are over pixels of the window that have data at
 * both times. Both images must be calibrated, and of the same viewing geometry. Of several
 * polarisations the mean of their dB, or the one that changed most.
 */
public record LogRatio(RatioParameters parameters) implements PairMethod, PairTransform {

  private static final Layer LAYER =
      new Layer(
          "logRatio",
          "dB",
          "Ratio of the local mean powers, after by before; positive where power grew.",
          Role.STATISTIC);

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
    return List.of(LAYER);
  }

  @Override
  public void apply(PairBlock block, float[][] result) {
    double[][] ratios = LocalRatios.of(block, parameters);
    double[] pixel = new double[ratios.length];
    for (int i = 0; i < block.pixels(); i++) {
      if (block.valid().isValid(i)) {
        for (int b = 0; b < pixel.length; b++) {
          pixel[b] = ratios[b][i];
        }
        result[0][i] = (float) parameters.combination().of(pixel);
      }
    }
  }
}
