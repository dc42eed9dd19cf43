// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairTransform;

/** Statistic, χ², confidence and variates of each pixel, in this order. */
final class VariatesTransform implements PairTransform {

  private static final int FIXED = 3;

  private final LinearVariates variates;
  private final double shrinkage;
  private final ChiSquareTail tail;
  private final List<Layer> layers;
  private final Map<String, Object> findings;

  /**
   * @param shrinkage what the variances are of those of no change
   * @param prefix of the layers' names
   * @param what a variate is called in descriptions
   */
  VariatesTransform(
      LinearVariates variates,
      double shrinkage,
      String prefix,
      String what,
      Map<String, Object> findings) {
    this.variates = variates;
    this.shrinkage = shrinkage;
    this.tail = new ChiSquareTail(variates.size());
    this.layers = layers(variates.size(), prefix, what);
    this.findings = findings;
  }

  private static List<Layer> layers(int size, String prefix, String what) {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer(
            "distance",
            "",
            "Length of the change over all of " + prefix + "1 to " + prefix + size + ", weighted.",
            Layer.Role.STATISTIC));
    layers.add(
        Layer.value(
            "chiSquare", "", "Sum of squared variates over their variances without change."));
    layers.add(
        new Layer(
            "confidence",
            "",
            "One minus the probability that a pixel without change has a larger chi-square.",
            Layer.Role.CONFIDENCE));
    for (int j = 1; j <= size; j++) {
      layers.add(Layer.value(prefix + j, "", what + " " + j + "."));
    }
    return List.copyOf(layers);
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  @Override
  public Map<String, Object> findings() {
    return findings;
  }

  @Override
  public void apply(PairBlock block, float[][] result) {
    PixelRun run = new PixelRun(variates.centre());
    double[] variate = new double[PixelRun.LENGTH];
    double[] chiSquare = new double[PixelRun.LENGTH];
    double[] statistic = new double[PixelRun.LENGTH];
    run.forEach(
        block,
        () -> {
          int size = run.size();
          Arrays.fill(chiSquare, 0);
          Arrays.fill(statistic, 0);
          for (int j = 0; j < variates.size(); j++) {
            variates.compute(j, run.samples, size, variate);
            variates.addTo(variate, j, size, chiSquare, statistic);
            write(variate, run, result[FIXED + j]);
          }
          for (int i = 0; i < size; i++) {
            int pixel = run.pixels[i];
            result[0][pixel] = (float) Math.sqrt(statistic[i]);
            result[1][pixel] = (float) chiSquare[i];
            result[2][pixel] = (float) (1 - tail.at(shrinkage * chiSquare[i]));
          }
        });
  }

  private static void write(double[] values, PixelRun run, float[] target) {
    for (int i = 0; i < run.size(); i++) {
      target[run.pixels[i]] = (float) values[i];
    }
  }
}
