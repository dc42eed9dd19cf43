// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairTransform;

/** {@link CfarRatio} with its looks known. */
final class CfarTransform implements PairTransform {

  private static final double DB_PER_LN = 10 / Math.log(10);

  private final CfarParameters parameters;

  /** Of one pixel. */
  private final double looks;

  private final double probability;

  /** |ln ratio| by the numbers of pixels of cell and background: most have all of them. */
  private final Map<Long, Double> thresholds = new ConcurrentHashMap<>();

  CfarTransform(CfarParameters parameters, double looks, int bands) {
    this.parameters = parameters;
    this.looks = looks;
    this.probability = -Math.expm1(Math.log1p(-parameters.falseAlarms()) / bands);
  }

  @Override
  public List<Layer> layers() {
    return CfarRatio.LAYERS;
  }

  /** The looks of the mean of a whole cell, and the threshold with all pixels. */
  @Override
  public Map<String, Object> findings() {
    int cell = parameters.window() * parameters.window();
    int ring =
        parameters.background() == 0
            ? 0
            : parameters.background() * parameters.background()
                - parameters.guard() * parameters.guard();
    Map<String, Object> findings = new LinkedHashMap<>();
    findings.put("looks", looks * cell);
    findings.put("thresholdDecibel", DB_PER_LN * threshold(cell, ring));
    return findings;
  }

  @Override
  public void apply(PairBlock block, float[][] result) {
    int pixels = block.pixels();
    double[] cells = count(block, parameters.window());
    double[] ring = parameters.background() == 0 ? null : count(block, parameters.background());
    if (ring != null) {
      subtract(ring, count(block, parameters.guard()));
    }
    double[] limits = new double[pixels];
    for (int i = 0; i < pixels; i++) {
      limits[i] =
          block.valid().isValid(i)
              ? threshold((int) cells[i], ring == null ? 0 : (int) ring[i])
              : Double.NaN;
      result[0][i] = block.valid().isValid(i) ? Float.NaN : result[0][i];
      result[1][i] = block.valid().isValid(i) ? Float.NaN : result[1][i];
    }
    for (int b = 0; b < block.before().length; b++) {
      band(block, b, limits, result);
    }
  }

  private void band(PairBlock block, int b, double[] limits, float[][] result) {
    double[] ratios = logRatios(block, b);
    for (int i = 0; i < limits.length; i++) {
      double statistic = ratios[i] / limits[i];
      if (block.valid().isValid(i)
          && !Double.isNaN(statistic)
          && !(Math.abs(statistic) <= Math.abs(result[0][i]))) {
        result[0][i] = (float) statistic;
        result[1][i] = (float) (DB_PER_LN * ratios[i]);
      }
    }
  }

  /** ln of the cells' ratio by the background's. */
  private double[] logRatios(PairBlock block, int b) {
    double[] before = LocalSums.power(block, block.before()[b], parameters.values());
    double[] after = LocalSums.power(block, block.after()[b], parameters.values());
    double[] ratios = quotient(sums(block, after, parameters.window()), block, before);
    if (parameters.background() > 0) {
      double[] above = ring(block, after);
      double[] below = ring(block, before);
      for (int i = 0; i < ratios.length; i++) {
        ratios[i] *= below[i] > 0 && above[i] > 0 ? below[i] / above[i] : Double.NaN;
      }
    }
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = ratios[i] > 0 ? Math.log(ratios[i]) : Double.NaN;
    }
    return ratios;
  }

  private double[] quotient(double[] after, PairBlock block, double[] power) {
    double[] before = sums(block, power, parameters.window());
    for (int i = 0; i < after.length; i++) {
      after[i] = before[i] > 0 ? after[i] / before[i] : Double.NaN;
    }
    return after;
  }

  private double[] ring(PairBlock block, double[] power) {
    double[] ring = sums(block, power, parameters.background());
    subtract(ring, sums(block, power, parameters.guard()));
    return ring;
  }

  private static double[] count(PairBlock block, int window) {
    return sums(block, LocalSums.ones(block), window);
  }

  private static void subtract(double[] from, double[] what) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= what[i];
    }
  }

  /** Sums around the pixels of the block's window. */
  private static double[] sums(PairBlock block, double[] power, int window) {
    return LocalSums.inner(power, block, window / 2);
  }

  /** NaN when the background has fewer pixels than the cell. */
  private double threshold(int cell, int ring) {
    if (cell == 0 || parameters.background() > 0 && ring < cell) {
      return Double.NaN;
    }
    return thresholds.computeIfAbsent(
        ((long) cell << 32) | ring,
        key ->
            RatioLaw.threshold(
                ring == 0 ? looks * cell : RatioLaw.combined(looks * cell, looks * ring),
                probability));
  }
}
