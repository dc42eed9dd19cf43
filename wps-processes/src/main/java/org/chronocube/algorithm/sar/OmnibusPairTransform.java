// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairTransform;

/** {@link OmnibusPair} with its looks known. */
final class OmnibusPairTransform implements PairTransform {

  private static final double LN_PER_DB = Math.log(10) / 10;
  private static final double LN_2 = Math.log(2);

  private static final List<Layer> LAYERS =
      List.of(
          new Layer(
              "significance",
              "1",
              "Test statistic over its critical value: above 1 there is change at the level of"
                  + " significance.",
              Role.STATISTIC),
          Layer.value("pValue", "1", "Probability of a statistic as large without change."),
          new Layer("confidence", "1", "One minus that probability.", Role.CONFIDENCE),
          Layer.value(
              "direction",
              "1",
              "1 more power in all polarisations, 2 less, 3 ambiguous; whether significant or not."),
          new Layer(
              "logRatio",
              "dB",
              "Ratio of the mean powers, after by before, mean over the polarisations.",
              Role.MAGNITUDE));

  private final RatioParameters parameters;
  private final double looks;
  private final double critical;
  private final TailTable tail;

  /**
   * @param looks of the means over whole windows
   */
  OmnibusPairTransform(RatioParameters parameters, double looks, OmnibusLaws laws) {
    this.parameters = parameters;
    this.looks = looks;
    this.critical = laws.omnibusCritical(2)[2];
    this.tail = laws.omnibusTail(2);
  }

  @Override
  public List<Layer> layers() {
    return LAYERS;
  }

  /** The looks of a mean, and what −2 ln Q has to pass. */
  @Override
  public Map<String, Object> findings() {
    Map<String, Object> findings = new LinkedHashMap<>();
    findings.put("looks", looks);
    findings.put("criticalValue", critical);
    return findings;
  }

  @Override
  public void apply(PairBlock block, float[][] result) {
    double[][] ratios = LocalRatios.of(block, parameters);
    double[] pixels = LocalSums.inner(LocalSums.ones(block), block, parameters.window() / 2);
    double whole = parameters.window() * parameters.window();
    double[] pixel = new double[ratios.length];
    for (int i = 0; i < block.pixels(); i++) {
      if (block.valid().isValid(i)) {
        for (int b = 0; b < pixel.length; b++) {
          pixel[b] = ratios[b][i];
        }
        // At gaps and edges the means are of fewer looks.
        pixel(pixel, looks * pixels[i] / whole, result, i);
      }
    }
  }

  private void pixel(double[] decibels, double n, float[][] result, int i) {
    int up = 0;
    int down = 0;
    double statistic = 0;
    double sum = 0;
    for (double dB : decibels) {
      up += dB > 0 ? 1 : 0;
      down += dB < 0 ? 1 : 0;
      sum += dB;
      // ln Q = n(2 ln 2 + ln a + ln b − 2 ln(a + b)) = −2n ln cosh(ln(b/a) / 2)
      double half = Math.abs(dB) * LN_PER_DB / 2;
      statistic += 4 * n * (half + Math.log1p(Math.exp(-2 * half)) - LN_2);
    }
    if (Double.isNaN(sum)) {
      for (float[] layer : result) {
        layer[i] = Float.NaN;
      }
      return;
    }
    double p = tail.pValue(statistic);
    result[0][i] = (float) (statistic / critical);
    result[1][i] = (float) p;
    result[2][i] = (float) (1 - p);
    result[3][i] = Direction.of(up, down, decibels.length).code();
    result[4][i] = (float) (sum / decibels.length);
  }
}
