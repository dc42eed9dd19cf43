// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CancelledException;
import org.chronocube.cube.Progress;
import org.chronocube.mosaic.MosaicRule;
import org.junit.jupiter.api.Test;

/**
 * Two dates that differ in rows 10..14, columns 20..29 (red falls by 120, nir by 160 DN) and in one
 * pixel (35, 50); column 0 is not valid afterwards.
 */
class ChangeVectorAnalysisTest {

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
  private final ChangeVectorAnalysis cva =
      new ChangeVectorAnalysis(engine, new CrsRegistry(), 1_000_000);

  private static float scene(int band, int row, int col) {
    return 1000 + 7 * band + 10 * ((row * 31 + col * 17) % 23);
  }

  @Test
  void findsWhatChangedInPhysicalUnits() {
    ChangeMap map = cva.compute(request(false, Threshold.OTSU, 0), Progress.NONE);

    int inside = 12 * 60 + 25;
    // Δ = (-60, -80) in physical units
    assertThat(map.magnitude()[inside]).isCloseTo(100, within(1e-4f));
    assertThat(map.direction()[inside]).isCloseTo(233.1301f, within(1e-3f));
    assertThat(map.angular()).isTrue();
    assertThat(map.magnitude()[5 * 60 + 5]).isZero();
    assertThat(map.valid().isValid(5 * 60)).isFalse();
    assertThat(map.valid().count()).isEqualTo(2400 - 40);
    assertThat(map.threshold()).isBetween(0.0, 100.0);
    assertThat(map.patches()).hasSize(2);
    assertThat(map.before()).hasSize(1);
  }

  @Test
  void patchesHaveTheirAreaOnTheEllipsoid() {
    ChangeMap map = cva.compute(request(false, Threshold.OTSU, 0), Progress.NONE);
    ChangeMap.Patch patch = map.patches().get(0);
    assertThat(patch.pixels()).isEqualTo(50);
    assertThat(patch.meanMagnitude()).isCloseTo(100, within(1e-4));
    // pyproj.Geod(ellps='WGS84') of the corners of the patch, UTM 31N 600200..600300 x
    // 5699850..5699900
    assertThat(patch.squareMetres()).isCloseTo(AREA, within(0.01));
    assertThat(patch.outline().getArea()).isEqualTo(5000);
  }

  private static final double AREA = 5002.7672280995175;

  @Test
  void standardisingLeavesTheMapTheSame() {
    ChangeMap map = cva.compute(request(true, Threshold.OTSU, 0), Progress.NONE);
    assertThat(map.patches()).extracting(ChangeMap.Patch::pixels).containsExactly(50, 1);
    assertThat(map.reports().get(0).scenes()).containsExactly("fake/2020-06-01T10:00:00Z");
  }

  @Test
  void smallPatchesAreDroppedAndThresholdsCanBeGiven() {
    ChangeMap sieved = cva.compute(request(false, Threshold.OTSU, 200), Progress.NONE);
    assertThat(sieved.patches()).extracting(ChangeMap.Patch::pixels).containsExactly(50);
    assertThat(sieved.change()[35 * 60 + 50]).isZero();

    ChangeMap none = cva.compute(request(false, new Threshold(101.0), 0), Progress.NONE);
    assertThat(none.patches()).isEmpty();
    assertThat(none.threshold()).isEqualTo(101);
  }

  @Test
  void timesWithoutASceneAndLargeAreasAreErrors() {
    assertThatThrownBy(() -> cva.compute(request("2019", "2021", true), Progress.NONE))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage(
            "before must select a scene of fake, was"
                + " 2019-01-01T00:00:00Z/2019-12-31T23:59:59.999Z");
    ChangeVectorAnalysis small = new ChangeVectorAnalysis(engine, new CrsRegistry(), 100);
    assertThatThrownBy(() -> small.compute(request("2020", "2021", true), Progress.NONE))
        .hasMessage("area must have at most 100 pixels, had 2400");
    assertThatThrownBy(() -> Threshold.parse("high"))
        .hasMessage("threshold must be otsu or a number, was high");
    assertThatThrownBy(() -> Threshold.parse("-1")).hasMessage("threshold must be >= 0, was -1.0");
    assertThatThrownBy(() -> request("", "2021", true))
        .hasMessage("before and after must both be given");
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
    assertThatThrownBy(() -> cva.compute(request("2020", "2021", true), stop))
        .isInstanceOf(CancelledException.class);
  }

  private static ChangeRequest request(String before, String after, boolean standardise) {
    return request(before, after, standardise, Threshold.OTSU, 0);
  }

  private static ChangeRequest request(
      boolean standardise, Threshold threshold, double minimumArea) {
    return request("2020", "2021", standardise, threshold, minimumArea);
  }

  private static ChangeRequest request(
      String before, String after, boolean standardise, Threshold threshold, double minimumArea) {
    return new ChangeRequest(
        FakeEngine.cube(),
        Area.whole(FakeEngine.cube()),
        BandSelection.of(FakeEngine.cube(), List.of()),
        TimeText.parse(before, "before"),
        TimeText.parse(after, "after"),
        MosaicRule.MEDIAN,
        standardise,
        threshold,
        minimumArea,
        Connectivity.EIGHT);
  }
}
