// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MosaicAccumulatorTest {

  private static final float NO = Float.NaN;
  private static final Shape TILE = new Shape(1, 4);
  private static final Window ALL = TILE.window();

  private static Optional<RasterBlock> band(float... samples) {
    RasterBlock block = RasterBlock.allocate(new Shape(1, samples.length));
    for (int i = 0; i < samples.length; i++) {
      block.samples()[i] = samples[i];
      if (!Float.isNaN(samples[i])) {
        block.mask().setValid(i);
      }
    }
    return Optional.of(block);
  }

  @SafeVarargs
  private static Contribution scene(Window at, Optional<RasterBlock>... bands) {
    return new Contribution(at, List.of(bands));
  }

  private static float[] values(RasterBlock block) {
    float[] values = new float[block.samples().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = block.mask().isValid(i) ? block.samples()[i] : NO;
    }
    return values;
  }

  private static BitSet bands(int... positions) {
    BitSet set = new BitSet();
    for (int p : positions) {
      set.set(p);
    }
    return set;
  }

  @Test
  void takesTheFirstValidPixel() {
    MosaicAccumulator mosaic = MosaicAccumulator.of(MosaicRule.FIRST_VALID, TILE, 1, 3);
    assertThat(mosaic.feed(scene(ALL, band(1, NO, NO, NO)))).isTrue();
    assertThat(mosaic.feed(scene(new Window(0, 1, 0, 2), band(2, 2)))).isTrue();
    assertThat(mosaic.feed(scene(new Window(0, 1, 0, 2), band(3, 3)))).isFalse();
    assertThat(values(mosaic.result().get(0))).containsExactly(1, 2, NO, NO);
  }

  @Test
  void keepsTheBandsOfAPixelTogether() {
    MosaicAccumulator mosaic = MosaicAccumulator.of(MosaicRule.MOST_RECENT, TILE, 3, 2);
    mosaic.feed(scene(ALL, band(1, 1, NO, 1), band(1, NO, 1, 1), band(1, 1, 1, NO)));
    mosaic.feed(scene(ALL, band(2, 2, 2, 2), band(2, 2, 2, 2), band(2, 2, 2, NO)));
    for (RasterBlock block : mosaic.result()) {
      // Only the first pixel has all three bands in the first scene.
      assertThat(values(block)).containsExactly(1, 2, 2, NO);
    }
  }

  @Test
  void aBandThatASceneDoesNotHaveWaitsForTheNext() {
    MosaicAccumulator mosaic = MosaicAccumulator.of(MosaicRule.FIRST_VALID, TILE, 2, 2);
    mosaic.feed(scene(ALL, band(1, 1, 1, NO), Optional.empty()));
    mosaic.feed(scene(ALL, band(2, 2, 2, 2), band(2, 2, NO, 2)));
    assertThat(values(mosaic.result().get(0))).containsExactly(1, 1, 1, 2);
    assertThat(values(mosaic.result().get(1))).containsExactly(2, 2, NO, 2);
  }

  @Test
  void saysWhenNothingMoreIsNeeded() {
    MosaicAccumulator mosaic = MosaicAccumulator.of(MosaicRule.FIRST_VALID, TILE, 2, 2);
    Window left = new Window(0, 1, 0, 2);
    assertThat(mosaic.needs(ALL, bands(0, 1))).isTrue();
    mosaic.feed(scene(left, band(1, 1), Optional.empty()));
    assertThat(mosaic.needs(left, bands(0))).isFalse();
    assertThat(mosaic.needs(left, bands(0, 1))).isTrue();
    assertThat(mosaic.needs(ALL, bands(0))).isTrue();
    assertThat(mosaic.needs(ALL, bands())).isFalse();
    MosaicAccumulator mean = MosaicAccumulator.of(MosaicRule.MEAN, TILE, 1, 2);
    mean.feed(scene(ALL, band(1, 1, 1, 1)));
    assertThat(mean.needs(ALL, bands(0))).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // np.percentile([5, 1, 9, 2, 7], p), np.percentile([3, 8, 8, 1], p); one value; none
    "min, 1, 1",
    "max, 9, 8",
    "mean, 4.8, 5",
    "median, 5, 5.5",
    "percentile:10, 1.4, 1.6",
    "percentile:25, 2, 2.5",
    "percentile:90, 8.2, 8",
    "percentile:0, 1, 1",
    "percentile:100, 9, 8",
  })
  void reducesAsNumPyDoes(String rule, float first, float second) {
    MosaicAccumulator mosaic = MosaicAccumulator.of(MosaicRule.parse(rule), TILE, 1, 5);
    mosaic.feed(scene(ALL, band(5, 3, 4, NO)));
    mosaic.feed(scene(ALL, band(1, 8, NO, NO)));
    mosaic.feed(scene(ALL, band(9, NO, NO, NO)));
    mosaic.feed(scene(ALL, band(2, 8, NO, NO)));
    mosaic.feed(scene(ALL, band(7, 1, NO, NO)));
    float[] values = values(mosaic.result().get(0));
    assertThat(values[0]).isCloseTo(first, within(1e-6f));
    assertThat(values[1]).isCloseTo(second, within(1e-6f));
    assertThat(values[2]).isEqualTo(4);
    assertThat(values[3]).isNaN();
  }

  @Test
  void statisticsTakeEachBandForItself() {
    MosaicAccumulator mosaic = MosaicAccumulator.of(MosaicRule.MAX, TILE, 2, 2);
    mosaic.feed(scene(ALL, band(1, 1, 1, 1), band(NO, 5, 5, 5)));
    mosaic.feed(scene(ALL, band(2, NO, 2, 2), band(4, 4, 4, 4)));
    assertThat(values(mosaic.result().get(0))).containsExactly(2, 1, 2, 2);
    assertThat(values(mosaic.result().get(1))).containsExactly(4, 5, 5, 5);
  }

  @Test
  void negativeValuesHaveAMaximum() {
    MosaicAccumulator mosaic = MosaicAccumulator.of(MosaicRule.MAX, TILE, 1, 1);
    mosaic.feed(scene(ALL, band(-1, -2, -3, NO)));
    assertThat(values(mosaic.result().get(0))).containsExactly(-1, -2, -3, NO);
  }

  @ParameterizedTest(name = "{0} values")
  @CsvSource({
    // np.percentile(v, (0, 5, 50, 90, 99.5, 100)), v the generator below seeded with n (NumPy 1.24)
    "1, 590, 590, 590, 590, 590, 590",
    "2, 187, 187.25, 189.5, 191.5, 191.975, 192",
    "3, 161, 188.1, 432, 648, 699.3, 702",
    "24, 51, 81.9, 509, 926.4, 986.205, 990",
    "25, 11, 51.4, 350, 755.8, 842.88, 849",
    "26, 7, 21.25, 390, 887.5, 985.875, 993",
    "100, 54, 80.5, 431, 921.3, 975.03, 978",
    "1001, 2, 56, 503, 892, 993, 997",
  })
  void selectsAmongManyWithTies(
      int n, float p0, float p5, float p50, float p90, float p995, float p100) {
    double[] percentiles = {0, 5, 50, 90, 99.5, 100};
    float[] wanted = {p0, p5, p50, p90, p995, p100};
    for (int i = 0; i < wanted.length; i++) {
      float[] values = new float[n + 2];
      values[0] = -1;
      values[n + 1] = -1;
      long x = n;
      for (int k = 1; k <= n; k++) {
        x = (x * 1103515245 + 12345) % 2147483648L;
        values[k] = x % 1000;
      }
      assertThat(Selection.percentile(values, 1, n + 1, percentiles[i]))
          .isCloseTo(wanted[i], within(1e-3f));
      assertThat(values[0]).isEqualTo(-1);
      assertThat(values[n + 1]).isEqualTo(-1);
    }
  }

  @Test
  void rulesHaveNames() {
    List<String> names = new ArrayList<>();
    for (String name :
        new String[] {
          "first-valid", "most-recent", "least-cloudy", "min", "max", "mean", "median"
        }) {
      names.add(MosaicRule.parse(name).id());
      assertThat(MosaicRule.parse(name).id()).isEqualTo(name);
    }
    assertThat(MosaicRule.parse("Percentile:90").percentile()).isEqualTo(90);
    assertThat(MosaicRule.parse(MosaicRule.percentile(12.5).id()))
        .isEqualTo(MosaicRule.percentile(12.5));
    assertThatThrownBy(() -> MosaicRule.parse("mode")).hasMessageContaining("was mode");
    assertThatThrownBy(() -> MosaicRule.parse("percentile:101")).hasMessageContaining("0..100");
    assertThatThrownBy(() -> MosaicRule.parse("percentile:x"))
        .hasMessageContaining("must be a number");
  }
}
