// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

/** The grid's first pixel is 600000..600010 by 5699990..5700000, UTM 31N; 40 rows, 60 columns. */
class AreaTest {

  private static final String UTM = "EPSG:32631";
  private final CrsRegistry crs = new CrsRegistry();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // WKT | pixels | all touched
        "POLYGON ((600000 5700000, 600030 5700000, 600030 5699980, 600000 5699980, 600000 5700000))|6|false",
        "POLYGON ((600001 5699999, 600019 5699999, 600019 5699981, 600001 5699981, 600001 5699999))|4|false",
        // smaller than a pixel, no centre inside
        "POLYGON ((600001 5699999, 600003 5699999, 600003 5699997, 600001 5699997, 600001 5699999))|1|true",
        // between four centres: touches four pixels
        "POLYGON ((600008 5699992, 600012 5699992, 600012 5699988, 600008 5699988, 600008 5699992))|4|true",
        "POINT (600015 5699985)|1|true",
        "LINESTRING (600005 5699995, 600035 5699995)|4|true",
        // two polygons that overlap are united
        "MULTIPOLYGON (((600000 5700000, 600020 5700000, 600020 5699990, 600000 5699990, 600000 5700000)),"
            + " ((600010 5700000, 600030 5700000, 600030 5699990, 600010 5699990, 600010 5700000)))|3|false",
        // partly outside the grid
        "POLYGON ((599900 5700100, 600010 5700100, 600010 5699990, 599900 5699990, 599900 5700100))|1|false"
      })
  void takesPixelsByTheirCentresElseWhatItTouches(String wkt, long pixels, boolean touched) {
    Area area = Area.of(FakeEngine.cube(), geometry(wkt), UTM, crs);
    assertThat(area.pixels()).isEqualTo(pixels);
    assertThat(area.allTouched()).isEqualTo(touched);
    assertThat(area.mask(area.grid().window()).count()).isEqualTo((int) pixels);
  }

  @Test
  void theWholeCubeIsEveryPixel() {
    Area area = Area.whole(FakeEngine.cube());
    assertThat(area.pixels()).isEqualTo(2400);
    assertThat(area.grid()).isEqualTo(FakeEngine.GRID);
  }

  @Test
  void longitudeAndLatitudeAreTransformed() {
    // pyproj: UTM 31N (600305, 5699795)
    Geometry point = geometry("POINT (4.4432057820789375 51.44045564525849)");
    Area area = Area.of(FakeEngine.cube(), point, "EPSG:4326", crs);
    assertThat(area.grid().window().shape().pixels()).isEqualTo(1);
    assertThat(area.grid().affine().c()).isEqualTo(600300);
    assertThat(area.grid().affine().f()).isEqualTo(5699800);
  }

  @Test
  void anAreaElsewhereIsAnError() {
    assertThatThrownBy(() -> Area.of(FakeEngine.cube(), geometry("POINT (0 0)"), UTM, crs))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("area must meet cube fake, ");
    assertThatThrownBy(() -> Area.of(FakeEngine.cube(), geometry("POINT EMPTY"), UTM, crs))
        .hasMessage("area must not be empty");
  }

  static Geometry geometry(String wkt) {
    try {
      return new WKTReader().read(wkt);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }
}
