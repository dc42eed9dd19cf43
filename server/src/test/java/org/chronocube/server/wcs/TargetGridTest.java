// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetGridTest {

  /** 60 rows, 50 columns of 10 m: E 600000 to 600500, N 5699400 to 5700000. */
  private static final GeoBox UTM =
      new GeoBox(
          new Shape(60, 50), Affine.northUp(600000, 5700000, Resolution.of(10)), "EPSG:32631");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // rows and columns worked out by hand: row = (5700000 - N) / 10, col = (E - 600000) / 10
        "subset=E(600100,600200)&subset=N(5699800,5699900) | 10 | 20 | 10 | 20",
        "subset=x(600101,600199)&subset=Y(5699801,5699899) | 10 | 20 | 10 | 20",
        "subset=E(600100,*) | 0 | 60 | 10 | 50",
        "subset=E(*,600200) | 0 | 60 | 0 | 20",
        "subset=E(-1.8e308,1.8e308)&subset=N(-1.8e308,1.8e308) | 0 | 60 | 0 | 50",
        "subset=E(599000,600010) | 0 | 60 | 0 | 1",
        "subset=E(600105) | 0 | 60 | 10 | 11",
        "subset=E(600100)&subset=N(5699900) | 10 | 11 | 10 | 11",
        "subset=E(600500) | 0 | 60 | 49 | 50",
        "subset=N(5699400) | 59 | 60 | 0 | 50"
      })
  void a_native_subset_is_a_window_of_the_grid(
      String query, int rowStart, int rowStop, int colStart, int colStop) {
    TargetGrid.Plan plan = plan(query);
    Window window = new Window(rowStart, rowStop, colStart, colStop);
    assertThat(plan.window()).isEqualTo(window);
    assertThat(plan.target()).isEqualTo(UTM.crop(window));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "scaleFactor=0.5 | 30 | 25",
        "scaleFactor=0.0001 | 1 | 1",
        "scaleFactor=2 | 120 | 100",
        "scaleAxes=i(0.1) | 60 | 5",
        "scaleAxes=http://www.opengis.net/def/axis/OGC/1/j(0.1) | 6 | 50",
        "scaleSize=E(10),N(10) | 10 | 10",
        "scaleSize=i(10) | 60 | 10",
        "scaleExtent=i(10:19),j(0:4) | 5 | 10"
      })
  void scaling_keeps_the_extent(String query, int height, int width) {
    GeoBox target = plan(query).target();
    assertThat(target.shape()).isEqualTo(new Shape(height, width));
    assertThat(target.extent()).isEqualTo(UTM.extent());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "subset=Q(1,2) | InvalidAxisLabel | Q",
        "subset=E(1,2)&subset=Long(1,2) | InvalidAxisLabel | Long",
        "subset=E(600200,600100) | InvalidSubsetting | E",
        "subset=E(1,2) | InvalidSubsetting | E",
        "subset=N(6000000) | InvalidSubsetting | N",
        "subset=E(a,b) | InvalidSubsetting | E",
        "subset=E(NaN,NaN) | InvalidSubsetting | E",
        "subsettingCrs=EPSG:1 | SubsettingCrs-NotSupported | subsettingCrs",
        "outputCrs=nonsense | OutputCrs-NotSupported | outputCrs",
        "scaleFactor=0 | InvalidScaleFactor | 0.0",
        "scaleFactor=-1 | InvalidScaleFactor | -1.0",
        "scaleSize=i(0) | InvalidExtent | 0",
        "scaleExtent=i(5:4) | InvalidExtent | 4",
        "scaleAxes=time(2) | ScaleAxisUndefined | time",
        "scaleAxes=k(2) | ScaleAxisUndefined | k",
        "scaleFactor=1e9 | InvalidExtent | scaling"
      })
  void what_is_wrong_is_told_with_code_and_locator(String query, String code, String locator) {
    assertThatThrownBy(() -> plan(query))
        .isInstanceOf(OwsException.class)
        .satisfies(
            e -> {
              assertThat(((OwsException) e).code()).contains(code);
              assertThat(((OwsException) e).locator()).contains(locator);
            });
  }

  @Test
  void another_output_crs_has_square_pixels_of_the_same_size_on_its_own_lines() {
    GeoBox target = plan("outputCrs=http://www.opengis.net/def/crs/EPSG/0/3035").target();
    assertThat(target.crs()).isEqualTo("EPSG:3035");
    Resolution resolution = target.resolution();
    assertThat(resolution.x()).isEqualTo(resolution.y());
    // LAEA keeps areas; UTM's scale here is 0.9997, so 10 m of grid are 10.003 m of ground.
    assertThat(resolution.x()).isCloseTo(10.003, within(0.003));
    assertThat(target.affine().c() / resolution.x() % 1).isCloseTo(0, within(1e-6));
    Extent all = new CrsRegistry().transform(UTM.extent(), "EPSG:32631", "EPSG:3035");
    assertThat(target.extent().minX()).isLessThanOrEqualTo(all.minX());
    assertThat(target.extent().maxY()).isGreaterThanOrEqualTo(all.maxY());
  }

  @Test
  void a_subset_in_another_crs_becomes_the_window_around_it() {
    Extent middle =
        new CrsRegistry()
            .transform(new Extent(600200, 5699600, 600300, 5699700), "EPSG:32631", "EPSG:4326");
    TargetGrid.Plan plan =
        plan(
            "subsettingCrs=EPSG:4326&subset=Lat("
                + middle.minY()
                + ","
                + middle.maxY()
                + ")&subset=Long("
                + middle.minX()
                + ","
                + middle.maxX()
                + ")");
    // One pixel more where the rectangle of latitudes and longitudes bulges out.
    assertThat(plan.window().contains(new Window(30, 40, 20, 30))).isTrue();
    assertThat(new Window(29, 41, 19, 31).contains(plan.window())).isTrue();
    assertThat(plan.target().crs()).isEqualTo("EPSG:32631");
  }

  private static TargetGrid.Plan plan(String query) {
    Kvp kvp = Kvp.parse("coverageId=a&" + query);
    return TargetGrid.of(UTM, KvpGetCoverage.read(kvp), new CrsRegistry());
  }
}
