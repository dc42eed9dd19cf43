// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import org.chronocube.raster.ValidMask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeVectorsTest {

  @ParameterizedTest
  @CsvSource({
    // Δ of the first band, Δ of the second, magnitude, direction in degrees
    "3, 0, 3, 0",
    "3, 4, 5, 53.130102",
    "0, 2, 2, 90",
    "-1, 0, 1, 180",
    "-1, -1, 1.4142135, 225",
    "0, -5, 5, 270",
    "2, -2, 2.828427, 315",
    "0, 0, 0, 0"
  })
  void twoBandsGiveAnAngle(float d1, float d2, float magnitude, float direction) {
    float[][] before = {{10}, {20}};
    float[][] after = {{10 + d1}, {20 + d2}};
    float[][] result = compute(2, before, after);
    assertThat(result[0][0]).isCloseTo(magnitude, within(1e-5f));
    assertThat(result[1][0]).isCloseTo(direction, within(1e-4f));
    assertThat(ChangeVectors.isAngle(2)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // Δ of three bands, Malila's sector code
    "-1, -1, -1, 0",
    "1, -1, 0, 1",
    "-1, 1, 0, 2",
    "1, 1, -1, 3",
    "0, 0, 1, 4",
    "1, 1, 1, 7"
  })
  void moreBandsGiveASectorCode(float d1, float d2, float d3, float code) {
    float[][] result = compute(3, new float[3][1], new float[][] {{d1}, {d2}, {d3}});
    assertThat(result[1][0]).isEqualTo(code);
    assertThat(ChangeVectors.isAngle(3)).isFalse();
  }

  @Test
  void oneBandSaysWhetherItGrows() {
    float[][] result = compute(1, new float[][] {{5, 5}}, new float[][] {{2, 8}});
    assertThat(result[0]).containsExactly(3, 3);
    assertThat(result[1]).containsExactly(0, 1);
  }

  @Test
  void eachDateIsStandardisedByItself() {
    // (6 - 4) / 2 - (3 - 1) / 0.5 = -3
    ChangeVectors cva =
        new ChangeVectors(List.of(new Standardisation(1, 0.5)), List.of(new Standardisation(4, 2)));
    float[] magnitude = new float[1];
    float[] direction = new float[1];
    cva.compute(new float[][] {{3}}, new float[][] {{6}}, magnitude, direction, 0);
    assertThat(magnitude[0]).isEqualTo(3);
    assertThat(direction[0]).isZero();
  }

  @Test
  void standardisationComesFromTheValidSamples() {
    StatisticsAccumulator seen = new StatisticsAccumulator(0);
    ValidMask valid = ValidMask.allValid(4);
    valid.setInvalid(3);
    seen.add(new float[] {1, 2, 3, 1000}, valid, null);
    assertThat(Standardisation.of(seen)).isEqualTo(new Standardisation(2, 1));

    StatisticsAccumulator flat = new StatisticsAccumulator(0);
    flat.add(new float[] {5, 5}, ValidMask.allValid(2), null);
    assertThat(Standardisation.of(flat)).isEqualTo(new Standardisation(5, 1));
    assertThat(Standardisation.of(new StatisticsAccumulator(0))).isEqualTo(Standardisation.NONE);
  }

  @Test
  void longBlocksAreWrittenAtTheirOffset() {
    int n = 2500;
    float[][] after = new float[2][n];
    for (int i = 0; i < n; i++) {
      after[0][i] = i;
    }
    float[] magnitude = new float[n + 7];
    float[] direction = new float[n + 7];
    vectors(2).compute(new float[2][n], after, magnitude, direction, 7);
    assertThat(magnitude[6]).isZero();
    for (int i = 0; i < n; i++) {
      assertThat(magnitude[7 + i]).isEqualTo(i);
    }
  }

  @Test
  void changeIsAboveTheThresholdAndValid() {
    ValidMask valid = ValidMask.allValid(4);
    valid.setInvalid(3);
    assertThat(ChangeVectors.above(new float[] {1, 2, 3, 9}, valid, 2)).containsExactly(0, 0, 1, 0);
  }

  @Test
  void bandsMustBeTheSameAtBothDates() {
    assertThatThrownBy(() -> compute(2, new float[3][1], new float[2][1]))
        .hasMessage("before must have 2 bands, had 3");
    assertThatThrownBy(() -> vectors(0))
        .hasMessage("change vectors must have 1..24 bands at both dates, had 0 and 0");
  }

  private static float[][] compute(int bands, float[][] before, float[][] after) {
    float[][] result = new float[2][before[0].length];
    vectors(bands).compute(before, after, result[0], result[1], 0);
    return result;
  }

  private static ChangeVectors vectors(int bands) {
    List<Standardisation> none = Collections.nCopies(bands, Standardisation.NONE);
    return new ChangeVectors(none, none);
  }
}
