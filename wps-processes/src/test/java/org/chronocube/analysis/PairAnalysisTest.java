// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.pair.ChangeVectorAnalysis;
import org.chronocube.algorithm.threshold.Thresholding;
import org.chronocube.algorithm.threshold.Thresholds;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CancelledException;
import org.chronocube.cube.Progress;
import org.chronocube.mosaic.MosaicRule;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;

/**
 * Two dates that differ in rows 10..14, columns 20..29 (red falls by 120, nir by 160 DN) and in one
 * pixel (35, 50); column 0 is not valid afterwards.
 */
class PairAnalysisTest {

  private final FakeEngine engine =
      new FakeEngine()
          .scene("2020-06-01T10:00:00Z", (t, band, row, col) -> scene(band, row, col))
          .scene(
              "2021-06-01T10:00:00Z",
              (t, band, row, col) -> {
                boolean changed =
                    row >= 10 && row < 15 && col >= 20 && col < 30 || row == 35 && col == 50;
                float drop = band == 0 ? 120 : 160;
                return col == 0 ? -1 : scene(band, row, col) - (changed ? drop : 0);
              });

  private ChangeMap compare(boolean standardise, Thresholding threshold, double minimumArea) {
    return new PairAnalysis(new CrsRegistry())
        .compute(
            pair("2020", "2021"),
            new ChangeVectorAnalysis(standardise),
            new MapRules(threshold, minimumArea, Connectivity.EIGHT),
            Progress.NONE);
  }

  private CubePair pair(String before, String after) {
    return new CubePair(
        engine,
        FakeEngine.cube(),
        Area.whole(FakeEngine.cube()),
        BandSelection.of(FakeEngine.cube(), List.of()),
        TimeText.parse(before, "before"),
        TimeText.parse(after, "after"),
        MosaicRule.MEDIAN,
        Filter.INCLUDE);
  }

  private static float scene(int band, int row, int col) {
    return 1000 + 7 * band + 10 * ((row * 31 + col * 17) % 23);
  }

  @Test
  void findsWhatChangedInPhysicalUnits() {
    ChangeMap map = compare(false, Thresholds.OTSU, 0);

    int inside = 12 * 60 + 25;
    // Δ = (-60, -80) in physical units
    assertThat(map.values().inMemory()[0][inside]).isCloseTo(100, within(1e-4f));
    assertThat(map.values().inMemory()[1][inside]).isCloseTo(233.1301f, within(1e-3f));
    assertThat(map.layers().get(1).unit()).isEqualTo("deg");
    assertThat(map.values().inMemory()[0][5 * 60 + 5]).isZero();
    assertThat(map.change()[5 * 60]).isEqualTo(ChangeMap.UNKNOWN);
    assertThat(map.values().inMemory()[0][5 * 60]).isNaN();
    assertThat(map.threshold().high()).isBetween(0.0, 100.0);
    assertThat(map.patches()).hasSize(2);
    assertThat(map.provenance().instants("before")).hasSize(1);
  }

  @Test
  void patchesHaveTheirAreaOnTheEllipsoid() {
    ChangeMap map = compare(false, Thresholds.OTSU, 0);
    ChangeMap.Patch patch = map.patches().get(0);
    assertThat(patch.pixels()).isEqualTo(50);
    assertThat(patch.means()[0]).isCloseTo(100, within(1e-4));
    // pyproj.Geod(ellps='WGS84') of the corners of the patch, UTM 31N 600200..600300 x
    // 5699850..5699900
    assertThat(patch.squareMetres()).isCloseTo(AREA, within(0.01));
    assertThat(patch.perimeterMetres()).isCloseTo(PERIMETER, within(1e-3));
    assertThat(patch.outline().getArea()).isEqualTo(5000);
  }

  private static final double AREA = 5002.7672280995175;
  private static final double PERIMETER = 300.0830053328373;

  @Test
  void standardisingLeavesTheMapTheSame() {
    ChangeMap map = compare(true, Thresholds.OTSU, 0);
    assertThat(map.patches()).extracting(ChangeMap.Patch::pixels).containsExactly(50, 1);
    assertThat(map.provenance().sources().get(0).report().scenes())
        .containsExactly("fake/2020-06-01T10:00:00Z");
  }

  @Test
  void smallPatchesAreDroppedAndThresholdsCanBeGiven() {
    ChangeMap sieved = compare(false, Thresholds.OTSU, 200);
    assertThat(sieved.patches()).extracting(ChangeMap.Patch::pixels).containsExactly(50);
    assertThat(sieved.change()[35 * 60 + 50]).isZero();

    ChangeMap none = compare(false, Thresholds.parse("101"), 0);
    assertThat(none.patches()).isEmpty();
    assertThat(none.threshold().high()).isEqualTo(101);
  }

  @Test
  void timesWithoutASceneAreErrors() {
    assertThatThrownBy(() -> pair("2019", "2021"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage(
            "before must select a scene of fake, was"
                + " 2019-01-01T00:00:00Z/2019-12-31T23:59:59.999Z");
    assertThatThrownBy(() -> pair("", "2021")).hasMessage("before must be given");
  }

  @Test
  void itStopsWhenToldTo() {
    Progress stop =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(
            () ->
                new PairAnalysis(new CrsRegistry())
                    .compute(
                        pair("2020", "2021"),
                        new ChangeVectorAnalysis(true),
                        new MapRules(Thresholds.OTSU, 0, Connectivity.EIGHT),
                        stop))
        .isInstanceOf(CancelledException.class);
  }
}
