// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.chronocube.band.DataType;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every rule against the plainest way there is: all valid samples of a pixel, sorted. */
class RulesAgainstSortingTest {

  /** What the samples of a scene are, as the types of products give them. */
  enum Samples {
    UINT8(0, 255, false),
    UINT16(0, 65535, false),
    REFLECTANCE(1, 10_000, false),
    INT16(-32768, 32767, false),
    FEW_VALUES(0, 3, false),
    FLOAT32(-1, 1, true),
    // The last scene alone does not fit 16 bits.
    MIXED(0, 60_000, false);

    private final int min;
    private final int max;
    private final boolean fractions;

    Samples(int min, int max, boolean fractions) {
      this.min = min;
      this.max = max;
      this.fractions = fractions;
    }

    float next(Random random, boolean last) {
      if (this == MIXED && last) {
        return random.nextInt(max) + 0.25f;
      }
      return fractions
          ? min + (max - min) * random.nextFloat()
          : min + random.nextInt(max - min + 1);
    }
  }

  private static final Shape TILE = new Shape(7, 150);
  private static final List<String> RULES =
      List.of(
          "median",
          "percentile:0",
          "percentile:10",
          "percentile:37.5",
          "percentile:100",
          "min",
          "max",
          "mean",
          "first-valid",
          "most-recent",
          "least-cloudy");

  /** Of three scenes, how many fill the tile. */
  private int whole = 1;

  private final Random random = new Random(11);
  private final List<Contribution> scenes = new ArrayList<>();

  private void make(int count, Samples samples, double clouds) {
    for (int s = 0; s < count; s++) {
      Window at = s % 3 < whole ? TILE.window() : part();
      RasterBlock block = RasterBlock.allocate(at.shape());
      for (int i = 0; i < block.samples().length; i++) {
        // Clouds come in runs, and some scenes show nothing else.
        boolean clouded = s % 5 == 4 || random.nextDouble() < clouds || (i / 40 + s) % 4 == 0;
        block.samples()[i] = clouded ? Float.NaN : samples.next(random, s == count - 1);
        if (!clouded) {
          block.mask().setValid(i);
        }
      }
      scenes.add(new Contribution(at, List.of(Optional.of(block))));
    }
  }

  private Window part() {
    int row = random.nextInt(TILE.height());
    int col = random.nextInt(TILE.width());
    return Window.at(
        row, col, 1 + random.nextInt(TILE.height() - row), 1 + random.nextInt(TILE.width() - col));
  }

  private float[] valid(int row, int col) {
    float[] found = new float[scenes.size()];
    int n = 0;
    for (Contribution scene : scenes) {
      Window at = scene.at();
      RasterBlock block = scene.bands().get(0).orElseThrow();
      if (at.contains(row, col) && block.isValid(row - at.rowStart(), col - at.colStart())) {
        found[n++] = block.sample(row - at.rowStart(), col - at.colStart());
      }
    }
    return Arrays.copyOf(found, n);
  }

  private static float wanted(MosaicRule rule, float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    return switch (rule.kind()) {
      case FIRST_VALID, MOST_RECENT, LEAST_CLOUDY -> values[0];
      case MIN -> sorted[0];
      case MAX -> sorted[sorted.length - 1];
      case MEAN -> mean(values);
      case MEDIAN -> percentile(sorted, 50);
      case PERCENTILE -> percentile(sorted, rule.percentile());
    };
  }

  private static float mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return (float) (sum / values.length);
  }

  private static float percentile(float[] sorted, double p) {
    double rank = p / 100 * (sorted.length - 1);
    int below = (int) Math.floor(rank);
    double fraction = rank - below;
    double low = sorted[below];
    return (float) (fraction == 0 ? low : low + (sorted[below + 1] - low) * fraction);
  }

  /** The same samples as files have them, where a type of integers holds them. */
  private static RasterBlock integers(RasterBlock block) {
    for (DataType type : List.of(DataType.UINT8, DataType.UINT16, DataType.INT16)) {
      int n = block.mask().size();
      byte[] bytes = new byte[n];
      short[] shorts = new short[n];
      boolean fits = true;
      for (int i = 0; i < n; i++) {
        float sample = block.mask().isValid(i) ? block.samples()[i] : (float) type.max();
        fits &= type.holds(sample);
        bytes[i] = (byte) (int) sample;
        shorts[i] = (short) (int) sample;
      }
      if (fits) {
        return RasterBlock.of(
            block.shape(), type, type.bytes() == 1 ? bytes : shorts, block.mask().copy());
      }
    }
    return block.copy();
  }

  private void check(String name) {
    check(name, RasterBlock::copy);
    check(name, RulesAgainstSortingTest::integers);
  }

  private void check(String name, UnaryOperator<RasterBlock> copy) {
    MosaicRule rule = MosaicRule.parse(name);
    MosaicAccumulator mosaic = MosaicAccumulator.of(rule, TILE, 1, scenes.size());
    for (Contribution scene : scenes) {
      RasterBlock own = copy.apply(scene.bands().get(0).orElseThrow());
      assertThat(mosaic.feed(new Contribution(scene.at(), List.of(Optional.of(own)))))
          .as("a statistic uses whatever is valid")
          .matches(used -> rule.kind().isOrdered() || used == (own.mask().count() > 0));
    }
    RasterBlock made = mosaic.result().get(0);
    for (int row = 0; row < TILE.height(); row++) {
      for (int col = 0; col < TILE.width(); col++) {
        float[] values = valid(row, col);
        assertThat(made.isValid(row, col)).isEqualTo(values.length > 0);
        if (values.length > 0) {
          assertThat(made.sample(row, col))
              .as("%s of %s", name, Arrays.toString(values))
              .isEqualTo(wanted(rule, values));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Samples.class)
  void everyRuleOfEveryType(Samples samples) {
    make(23, samples, 0.3);
    RULES.forEach(this::check);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 16, 17, 60, 127, 256, 257, 300})
  void everyRuleOfAnyNumberOfScenes(int count) {
    make(count, Samples.REFLECTANCE, 0.2);
    RULES.forEach(this::check);
  }

  @ParameterizedTest
  @EnumSource(Samples.class)
  void moreScenesThanAreSortedTogether(Samples samples) {
    whole = 3;
    make(2 * LayerRuns.MOST_ROWS, samples, 0);
    List.of("median", "percentile:90").forEach(this::check);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.95, 1})
  void fewOrNoClouds(double clouds) {
    make(31, Samples.UINT16, clouds);
    RULES.forEach(this::check);
  }
}
