// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.MemoryPixels;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairTransform;
import org.chronocube.algorithm.pair.mad.MultivariateAlterationDetection.Weighting;
import org.chronocube.grid.Shape;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for all methods on joint moments, on made images of three bands. */
class JointMethodsTest {

  private static final Shape SHAPE = new Shape(60, 70);
  private static final int PIXELS = 60 * 70;
  private static final int BANDS = 3;

  static Stream<PairMethod> methods() {
    return Stream.of(
        MultivariateAlterationDetection.plain(),
        MultivariateAlterationDetection.iterated(),
        SlowFeatureAnalysis.plain(),
        SlowFeatureAnalysis.iterated(),
        RadiometricNormalisation.standard());
  }

  @ParameterizedTest
  @MethodSource("methods")
  void oneLayerIsTheStatistic(PairMethod method) {
    PairTransform transform = method.fit(pair(scene(1), scene(1)));
    assertThat(transform.layers())
        .filteredOn(layer -> layer.role() == Layer.Role.STATISTIC)
        .hasSize(1);
    assertThat(transform.layers()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void gainsAndOffsetsDoNotMatter(PairMethod method) {
    float[][] before = scene(1);
    float[][] after = noisy(before, 2);
    float[][] other = new float[BANDS][PIXELS];
    for (int b = 0; b < BANDS; b++) {
      for (int i = 0; i < PIXELS; i++) {
        other[b][i] = 5000 + 300 * (b + 1) * after[b][i];
      }
    }
    float[] one = MemoryPixels.run(method, pair(before, after))[0];
    float[] two = MemoryPixels.run(method, pair(before, other))[0];
    for (int i = 0; i < PIXELS; i += 13) {
      assertThat(two[i]).isCloseTo(one[i], within(2e-3f * Math.max(1, one[i])));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void blocksAndMasksDoNotMatter(PairMethod method) {
    float[][] before = scene(1);
    float[][] after = noisy(before, 2);
    ValidMask valid = ValidMask.allValid(PIXELS);
    for (int i = 0; i < PIXELS; i += 3) {
      valid.setInvalid(i);
      before[0][i] = 1e6f;
    }
    float[][] whole =
        MemoryPixels.run(method, new MemoryPixels(SHAPE, before, after, valid, 70, 0));
    float[][] parts =
        MemoryPixels.run(method, new MemoryPixels(SHAPE, before, after, valid, 17, 0));
    for (int layer = 0; layer < whole.length; layer++) {
      for (int i = 0; i < PIXELS; i++) {
        assertThat(Float.isNaN(whole[layer][i])).isEqualTo(i % 3 == 0);
        if (i % 3 != 0) {
          assertThat(parts[layer][i])
              .isCloseTo(whole[layer][i], within(1e-4f * Math.max(1, Math.abs(whole[layer][i]))));
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void equalImagesHaveNoChange(PairMethod method) {
    float[] change = MemoryPixels.run(method, pair(scene(1), scene(1)))[0];
    for (float c : change) {
      assertThat(c).isBetween(0f, 0.01f);
    }
  }

  @Test
  void reweightingFindsWhatHasChanged() {
    float[][] before = scene(1);
    float[][] after = noisy(before, 2);
    float[][] replaced = scene(9);
    int changed = PIXELS / 10;
    for (int b = 0; b < BANDS; b++) {
      System.arraycopy(replaced[b], 0, after[b], 0, changed);
    }
    for (PairMethod method :
        List.of(
            new MultivariateAlterationDetection(15, 1e-9, Weighting.CORRELATION),
            new SlowFeatureAnalysis(15, 1e-9))) {
      PairTransform transform = method.fit(pair(before, after));
      float[][] layers = MemoryPixels.apply(transform, pair(before, after));
      assertThat(share(layers[2], 0, changed)).isGreaterThan(0.95);
      assertThat(share(layers[2], changed, PIXELS, 0.95)).isCloseTo(0.05, within(0.02));
      assertThat((double) transform.findings().get("noChangeShare")).isCloseTo(0.9, within(0.05));
    }
  }

  @Test
  void confidenceIsOneMinusTheTailOfChiSquare() {
    float[][] before = scene(1);
    float[][] layers =
        MemoryPixels.run(
            new MultivariateAlterationDetection(0, 1e-3, Weighting.CHI_SQUARE),
            pair(before, noisy(before, 2)));
    ChiSquareTail tail = new ChiSquareTail(BANDS);
    for (int i = 0; i < PIXELS; i += 17) {
      assertThat(layers[0][i] * layers[0][i]).isCloseTo(layers[1][i], within(1e-3f));
      assertThat((double) layers[2][i]).isCloseTo(1 - tail.at(layers[1][i]), within(1e-5));
    }
    // Gaussian noise alone: a hundredth is above 0.99.
    assertThat(share(layers[2], 0, PIXELS, 0.99)).isCloseTo(0.01, within(0.006));
  }

  @Test
  void confidenceKeepsItsRateOfFalseAlarmsThroughIterations() {
    float[][] before = scene(1);
    for (PairMethod method :
        List.of(
            new MultivariateAlterationDetection(6, 1e-9, Weighting.CORRELATION),
            new SlowFeatureAnalysis(6, 1e-9))) {
      PairTransform transform = method.fit(pair(before, noisy(before, 2)));
      float[] confidence = MemoryPixels.apply(transform, pair(before, noisy(before, 2)))[2];
      // Nothing has changed; 0.05 ± 4 standard errors of 4200 pixels.
      assertThat(share(confidence, 0, PIXELS, 0.95)).isCloseTo(0.05, within(0.0135));
      assertThat(share(confidence, 0, PIXELS, 0.99)).isCloseTo(0.01, within(0.0062));
    }
  }

  @Test
  void iterationsStopWhereNoChangeIsLeft() {
    // Nothing in common but a hundred pixels that are nearly the same.
    float[][] before = scene(1);
    float[][] after = scene(2);
    for (int b = 0; b < BANDS; b++) {
      System.arraycopy(noisy(before, 3)[b], 0, after[b], 0, 100);
    }
    PairTransform transform =
        new MultivariateAlterationDetection(200, 1e-9, Weighting.CHI_SQUARE)
            .fit(pair(before, after));
    assertThat(transform.findings()).containsEntry("converged", false);
    assertThat((double) transform.findings().get("noChangeShare")).isGreaterThanOrEqualTo(0.1);
  }

  @Test
  void normalisationUndoesGainAndOffset() {
    float[][] before = scene(1);
    float[][] after = noisy(before, 2);
    for (int b = 0; b < BANDS; b++) {
      for (int i = 0; i < PIXELS; i++) {
        after[b][i] = i < 400 ? -50 : 30 + 2.5f * after[b][i];
      }
    }
    PairTransform transform = RadiometricNormalisation.standard().fit(pair(before, after));
    float[][] layers = MemoryPixels.apply(transform, pair(before, after));
    assertThat(list(transform, "slope"))
        .allSatisfy(s -> assertThat(s).isCloseTo(0.4, within(0.01)));
    assertThat(list(transform, "intercept"))
        .allSatisfy(s -> assertThat(s).isCloseTo(-12.0, within(1.0)));
    for (int i = 400; i < PIXELS; i += 11) {
      assertThat(layers[2][i]).isCloseTo(before[0][i], within(10f));
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void whatCannotBeSolvedIsSaid(PairMethod method) {
    float[][] constant = scene(1);
    Arrays.fill(constant[1], 17);
    assertThatThrownBy(() -> method.fit(pair(scene(1), constant)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("bands must vary over the area, band 2 is constant after");

    float[][] collinear = scene(1);
    for (int i = 0; i < PIXELS; i++) {
      collinear[2][i] = collinear[0][i];
    }
    assertThatThrownBy(() -> method.fit(pair(collinear, collinear)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("bands must not be combinations of each other, before");

    ValidMask few = ValidMask.noneValid(PIXELS);
    few.setRange(100, 129);
    assertThatThrownBy(() -> method.fit(new MemoryPixels(SHAPE, scene(1), scene(2), few, 64, 0)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage(
            "area must hold at least 30 pixels that are valid at both times for 3 bands, had 29");
    assertThatThrownBy(
            () ->
                method.fit(
                    new MemoryPixels(
                        SHAPE, scene(1), scene(2), ValidMask.noneValid(PIXELS), 64, 0)))
        .hasMessageEndingWith("had 0");
  }

  @Test
  void parametersHaveRanges() {
    assertThatThrownBy(() -> new SlowFeatureAnalysis(-1, 1e-3))
        .hasMessage("iterations must be 0..200, was -1");
    assertThatThrownBy(() -> new MultivariateAlterationDetection(1, 0, Weighting.CHI_SQUARE))
        .hasMessage("tolerance must be > 0 and < 1, was 0.0");
    assertThatThrownBy(() -> new RadiometricNormalisation(1, 1, 1e-3, List.of()))
        .hasMessage("noChange must be >= 0 and < 1, was 1.0");
    assertThatThrownBy(() -> new MultivariateAlterationDetection(1, 1e-3, null))
        .hasMessage("weighting must be given, was null");
  }

  @SuppressWarnings("unchecked")
  private static List<Double> list(PairTransform transform, String finding) {
    return (List<Double>) transform.findings().get(finding);
  }

  private static double share(float[] values, int from, int to) {
    return share(values, from, to, 0.999999);
  }

  private static double share(float[] values, int from, int to, double above) {
    int n = 0;
    for (int i = from; i < to; i++) {
      n += values[i] > above ? 1 : 0;
    }
    return n / (double) (to - from);
  }

  private static MemoryPixels pair(float[][] before, float[][] after) {
    return MemoryPixels.of(SHAPE, before, after, 32, 0);
  }

  /** Three correlated bands around 100. */
  private static float[][] scene(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] bands = new float[BANDS][PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      double common = 20 * random.nextGaussian();
      for (int b = 0; b < BANDS; b++) {
        bands[b][i] = (float) (100 + common + 10 * random.nextGaussian());
      }
    }
    return bands;
  }

  private static float[][] noisy(float[][] bands, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[][] result = new float[BANDS][PIXELS];
    for (int b = 0; b < BANDS; b++) {
      for (int i = 0; i < PIXELS; i++) {
        result[b][i] = (float) (bands[b][i] + random.nextGaussian());
      }
    }
    return result;
  }
}
