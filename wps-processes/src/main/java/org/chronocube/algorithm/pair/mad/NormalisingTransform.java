// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairTransform;

/** Statistic, no-change probability and the normalised bands of each pixel, in this order. */
final class NormalisingTransform implements PairTransform {

  private static final int FIXED = 2;

  private final LinearVariates variates;
  private final ChiSquareTail tail;
  private final List<OrthogonalFit> lines;
  private final List<Layer> normalised;
  private final Map<String, Object> findings;

  NormalisingTransform(
      LinearVariates variates,
      List<OrthogonalFit> lines,
      List<Layer> normalised,
      Map<String, Object> findings) {
    this.variates = variates;
    this.tail = new ChiSquareTail(variates.size());
    this.lines = lines;
    this.normalised = normalised;
    this.findings = findings;
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    layers.add(
        new Layer(
            "distance",
            "",
            "Length of the change over all MAD variates, weighted by their canonical"
                + " correlations.",
            Layer.Role.STATISTIC));
    layers.add(
        Layer.value("noChange", "", "Probability that a pixel without change differs by more."));
    layers.addAll(normalised);
    return List.copyOf(layers);
  }

  @Override
  public Map<String, Object> findings() {
    return findings;
  }

  @Override
  public void apply(PairBlock block, float[][] result) {
    double[] variate = new double[PixelRun.LENGTH];
    double[] chiSquare = new double[PixelRun.LENGTH];
    double[] statistic = new double[PixelRun.LENGTH];
    PixelRun run = new PixelRun(variates.centre());
    run.forEach(
        block,
        () -> {
          Arrays.fill(chiSquare, 0);
          Arrays.fill(statistic, 0);
          for (int j = 0; j < variates.size(); j++) {
            variates.compute(j, run.samples, run.size(), variate);
            variates.addTo(variate, j, run.size(), chiSquare, statistic);
          }
          for (int i = 0; i < run.size(); i++) {
            int pixel = run.pixels[i];
            result[0][pixel] = (float) Math.sqrt(statistic[i]);
            result[1][pixel] = (float) tail.at(chiSquare[i]);
            for (int band = 0; band < lines.size(); band++) {
              OrthogonalFit line = lines.get(band);
              result[FIXED + band][pixel] =
                  (float) (line.intercept() + line.slope() * block.after()[band][pixel]);
            }
          }
        });
  }
}
