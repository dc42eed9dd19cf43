// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.threshold.Thresholds;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;

class ChangeMapsTest {

  private static final float NONE = Float.NaN;
  private static final Layer DIFFERENCE =
      new Layer("difference", "1", "Difference.", Layer.Role.STATISTIC);
  private static final Layer DATE = Layer.date("date", "Date.");

  private static final float[] SIGNED = {
    5, 3, 0, 3,
    3, 0, 0, 3,
    0, -5, -5, 0,
    0, 0, NONE, 0
  };

  @Test
  void risesAndFallsArePatchesOfTheirOwn() {
    ChangeMap map = map(rules("2", null, 0, 0), DIFFERENCE, SIGNED);
    assertThat(map.patches())
        .extracting(ChangeMap.Patch::direction, ChangeMap.Patch::pixels, ChangeMap.Patch::largest)
        .containsExactly(tuple(1, 3, 5.0), tuple(1, 2, 3.0), tuple(-1, 2, -5.0));
    assertThat(map.change()).containsExactly(1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 255, 0);
    assertThat(map.patches().get(0).means()).containsExactly(11 / 3.0);
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.groups.Tuple.tuple(values);
  }

  @Test
  void aWeakThresholdGrowsWhatIsStrong() {
    ChangeMap map = map(rules("4", "2", 0, 0), DIFFERENCE, SIGNED);
    assertThat(map.threshold().high()).as("the strong one is told").isEqualTo(4);
    assertThat(map.change()).containsExactly(1, 1, 0, 0, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 255, 0);
  }

  @Test
  void closingFillsGapsButNeverTheUnknown() {
    float[] ring = {
      5, 5, 5, 5,
      5, 0, NONE, 5,
      5, 5, 5, 5,
      0, 0, 0, 0
    };
    ChangeMap map = map(rules("2", null, 0, 1), DIFFERENCE, ring);
    assertThat(map.change()).containsExactly(1, 1, 1, 1, 1, 1, 255, 1, 1, 1, 1, 1, 0, 0, 0, 0);
    assertThat(map.patches().get(0).pixels()).isEqualTo(11);
  }

  @Test
  void openingDropsWhatIsNarrow() {
    float[] cross = {
      0, 5, 0, 0,
      5, 5, 5, 5,
      0, 5, 0, 0,
      5, 0, 0, 0
    };
    ChangeMap map = map(rules("2", null, 1, 0), DIFFERENCE, cross);
    assertThat(map.change()).containsExactly(0, 1, 0, 0, 1, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void patchesTellTheirDates() {
    float[] dates = {
      10, 30, NONE, NONE, 20, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, NONE, 40
    };
    ChangeMap map = map(rules("otsu", null, 0, 0), DATE, dates);
    assertThat(map.patches())
        .extracting(ChangeMap.Patch::dates)
        .containsExactly(new ChangeMap.Dates(20, 10, 30), new ChangeMap.Dates(40, 40, 40));
    assertThat(map.patches().get(0).largest()).isNaN();
  }

  @Test
  void radiiHaveARange() {
    assertThatThrownBy(() -> rules("otsu", null, 0, 101))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("closing must be in 0..100 pixels, was 101");
  }

  private static MapRules rules(String threshold, String weak, int opening, int closing) {
    return new MapRules(
        Thresholds.parse(threshold),
        weak == null ? null : Thresholds.parse(weak),
        opening,
        closing,
        0,
        Connectivity.FOUR);
  }

  private static ChangeMap map(MapRules rules, Layer layer, float[] samples) {
    GeoBox grid =
        new GeoBox(
            new Shape(4, 4), Affine.northUp(600_000, 5_700_000, Resolution.of(10)), "EPSG:32631");
    LayerRaster values = LayerRaster.allocate(grid.shape(), 1, 1 << 20);
    values.write(0, grid.window(), samples);
    return new ChangeMaps(new CrsRegistry())
        .of(
            grid,
            List.of(layer),
            values,
            rules,
            new Provenance(List.of(), Map.of()),
            Progress.NONE);
  }
}
