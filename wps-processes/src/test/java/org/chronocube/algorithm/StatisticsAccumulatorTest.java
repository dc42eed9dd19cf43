// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;

/** Expected values: NumPy 1.24 (mean, std with ddof=1, percentile) on {@link Sequence}. */
class StatisticsAccumulatorTest {

  private static final List<Double> PERCENTILES = List.of(0.0, 5.0, 25.0, 50.0, 75.0, 95.0, 100.0);

  @Test
  void equalsNumPyOnAThousandSamples() {
    StatisticsAccumulator all = new StatisticsAccumulator();
    float[] samples = integers();
    all.add(samples, ValidMask.allValid(1000), null);

    Statistics s = all.result(PERCENTILES);

    assertThat(s.count()).isEqualTo(1000);
    assertThat(s.mean()).isCloseTo(5044.266, within(1e-9));
    assertThat(s.sd()).isCloseTo(2897.983291256249, within(1e-9));
    assertThat(s.min()).isEqualTo(1);
    assertThat(s.max()).isEqualTo(9997);
    assertThat(s.percentiles())
        .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1, Double.class)
        .containsExactly(1.0, 535.7, 2612.0, 5098.5, 7510.5, 9569.45, 9997.0);
    assertThat(s.exactPercentiles()).isTrue();
  }

  @Test
  void keepsTheDigitsOfASmallSpreadAroundALargeMean() {
    Sequence sequence = new Sequence(7);
    StatisticsAccumulator all = new StatisticsAccumulator();
    for (int block = 0; block < 100; block++) {
      float[] samples = new float[10];
      for (int i = 0; i < 10; i++) {
        samples[i] = (float) (1e6 + (sequence.next() % 1000) / 1000.0);
      }
      all.add(samples, ValidMask.allValid(10), null);
    }
    assertThat(all.mean()).isCloseTo(1000000.50825, within(1e-6));
    assertThat(all.sd()).isCloseTo(0.2933948159358274, within(1e-9));
  }

  @Test
  void blocksInAnyOrderAndMergedPartsGiveTheSame() {
    float[] samples = integers();
    StatisticsAccumulator left = new StatisticsAccumulator();
    StatisticsAccumulator right = new StatisticsAccumulator();
    for (int start = 900; start >= 0; start -= 100) {
      float[] block = Arrays.copyOfRange(samples, start, start + 100);
      (start % 200 == 0 ? left : right).add(block, ValidMask.allValid(100), null);
    }
    left.merge(right);
    left.merge(new StatisticsAccumulator());

    Statistics s = left.result(List.of(50.0));
    assertThat(s.mean()).isCloseTo(5044.266, within(1e-9));
    assertThat(s.sd()).isCloseTo(2897.983291256249, within(1e-9));
    assertThat(s.percentiles()).containsExactly(5098.5);
  }

  @Test
  void countsOnlyValidPixelsInsideTheArea() {
    float[] samples = {1, 2, 3, 4, Float.NaN, 1000};
    ValidMask valid = ValidMask.allValid(6);
    valid.setInvalid(1);
    ValidMask inside = ValidMask.allValid(6);
    inside.setInvalid(5);
    StatisticsAccumulator some = new StatisticsAccumulator();
    some.add(samples, valid, inside);

    Statistics s = some.result(List.of(50.0));

    assertThat(s.total()).isEqualTo(5);
    assertThat(s.count()).isEqualTo(3);
    assertThat(s.validShare()).isEqualTo(0.6);
    assertThat(s.mean()).isCloseTo(8.0 / 3, within(1e-15));
    assertThat(s.percentiles()).containsExactly(3.0);
  }

  @Test
  void nothingValidIsNotANumberAndOneSampleHasNoSpread() {
    StatisticsAccumulator none = new StatisticsAccumulator();
    none.add(new float[4], ValidMask.noneValid(4), null);
    Statistics empty = none.result(List.of(50.0));
    assertThat(empty.total()).isEqualTo(4);
    assertThat(empty.validShare()).isZero();
    assertThat(empty.mean()).isNaN();
    assertThat(empty.max()).isNaN();
    assertThat(empty.percentiles()).containsExactly(Double.NaN);

    StatisticsAccumulator one = new StatisticsAccumulator();
    one.add(new float[] {7}, ValidMask.allValid(1), null);
    assertThat(one.result(List.of(10.0)).percentiles()).containsExactly(7.0);
    assertThat(one.result(List.of()).sd()).isNaN();
    assertThat(new StatisticsAccumulator().result(List.of()).validShare()).isNaN();
  }

  @Test
  void pastTheBoundPercentilesComeFromTheSketchAndSaySo() {
    StatisticsAccumulator few = new StatisticsAccumulator(100);
    few.add(integers(), ValidMask.allValid(1000), null);

    Statistics s = few.result(PERCENTILES);

    assertThat(s.exactPercentiles()).isFalse();
    double[] exact = {1.0, 535.7, 2612.0, 5098.5, 7510.5, 9569.45, 9997.0};
    for (int i = 0; i < exact.length; i++) {
      assertThat(s.percentiles().get(i)).isCloseTo(exact[i], within(exact[i] / 2048));
    }
  }

  @Test
  void percentilesMustBePercentages() {
    assertThatThrownBy(() -> new StatisticsAccumulator().result(List.of(101.0)))
        .hasMessage("percentile must be in 0..100, was 101.0");
  }

  private static float[] integers() {
    Sequence sequence = new Sequence(1);
    float[] samples = new float[1000];
    for (int i = 0; i < 1000; i++) {
      samples[i] = sequence.next() % 10007;
    }
    return samples;
  }
}
