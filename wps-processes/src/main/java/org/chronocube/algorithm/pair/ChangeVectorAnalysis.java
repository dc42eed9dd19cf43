// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.ChangeVectors;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Standardisation;
import org.chronocube.algorithm.StatisticsAccumulator;

/**
 * Change vector analysis (Malila 1980): {@link ChangeVectors} of bands as they are, or each brought
 * to mean 0 and standard deviation 1 at each time over the pixels valid at both.
 *
 * @param standardise whether bands are standardised first
 */
public record ChangeVectorAnalysis(boolean standardise) implements PairMethod {

  @Override
  public int passes() {
    return standardise ? 1 : 0;
  }

  @Override
  public PairTransform fit(PairPixels pixels) {
    int bands = pixels.bands();
    if (bands > ChangeVectors.MAX_BANDS) {
      throw new InvalidParameterException(
          "bands", "bands must be at most " + ChangeVectors.MAX_BANDS + ", were " + bands);
    }
    if (!standardise) {
      List<Standardisation> none = Collections.nCopies(bands, Standardisation.NONE);
      return new Vectors(new ChangeVectors(none, none), bands);
    }
    List<StatisticsAccumulator> before = accumulators(bands);
    List<StatisticsAccumulator> after = accumulators(bands);
    pixels.forEach(
        block -> block,
        block -> {
          for (int b = 0; b < bands; b++) {
            before.get(b).add(block.before()[b], block.valid(), null);
            after.get(b).add(block.after()[b], block.valid(), null);
          }
        });
    return new Vectors(
        new ChangeVectors(
            before.stream().map(Standardisation::of).toList(),
            after.stream().map(Standardisation::of).toList()),
        bands);
  }

  // Without percentiles nothing has to be kept.
  private static List<StatisticsAccumulator> accumulators(int bands) {
    List<StatisticsAccumulator> result = new ArrayList<>(bands);
    for (int i = 0; i < bands; i++) {
      result.add(StatisticsAccumulator.withoutPercentiles());
    }
    return result;
  }

  private record Vectors(ChangeVectors vectors, int bands) implements PairTransform {

    @Override
    public List<Layer> layers() {
      boolean angle = ChangeVectors.isAngle(bands);
      return List.of(
          new Layer(
              "magnitude",
              "",
              "Length of the change vector, in standard deviations when standardised.",
              Layer.Role.STATISTIC),
          Layer.value(
              "direction",
              angle ? "deg" : "",
              angle
                  ? "0 = the first band grows, 90 = the second."
                  : "Sector code: bit i is set when band i grows."));
    }

    @Override
    public void apply(PairBlock block, float[][] result) {
      vectors.compute(block.before(), block.after(), result[0], result[1], 0);
    }
  }
}
