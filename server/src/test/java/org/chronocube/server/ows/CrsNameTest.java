// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.server.ows.CrsName.ShortNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CrsNameTest {

  private final CrsRegistry registry = new CrsRegistry();

  private CrsName parse(String name, ShortNames order) {
    return CrsName.parse(name, order, registry, "crs", "InvalidCRS");
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:4326, EPSG:4326, true, false",
    "epsg:4326, EPSG:4326, true, false",
    "CRS:84, EPSG:4326, false, false",
    "EPSG:32631, EPSG:32631, false, false",
    "EPSG:3857, EPSG:3857, false, false",
    "EPSG:900913, EPSG:3857, false, false",
    "EPSG:3035, EPSG:3035, true, false",
    "urn:ogc:def:crs:EPSG::4326, EPSG:4326, true, true",
    "urn:ogc:def:crs:OGC:1.3:CRS84, EPSG:4326, false, false",
    "http://www.opengis.net/def/crs/EPSG/0/4326, EPSG:4326, true, true",
    "http://www.opengis.net/def/crs/EPSG/0/32631, EPSG:32631, false, false",
    "http://www.opengis.net/def/crs/OGC/1.3/CRS84, EPSG:4326, false, false",
    "http://www.opengis.net/gml/srs/epsg.xml#4326, EPSG:4326, false, false",
  })
  void the_name_says_which_axis_comes_first(
      String name, String id, boolean authorityOrder, boolean xFirst) {
    assertThat(parse(name, ShortNames.AUTHORITY_ORDER)).isEqualTo(new CrsName(id, authorityOrder));
    assertThat(parse(name, ShortNames.X_FIRST)).isEqualTo(new CrsName(id, xFirst));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EPSG:1", "EPSG:99999", "nonsense", "CRS:27", "EPSG:4326;DROP", "AUTO:42001,9001"})
  void an_unknown_name_is_an_error_with_the_code_asked_for(String name) {
    assertThatThrownBy(() -> parse(name, ShortNames.X_FIRST))
        .isInstanceOfSatisfying(
            OwsException.class, e -> assertThat(e.code()).contains("InvalidCRS"))
        .hasMessageContaining(name);
  }

  @Test
  void a_box_is_turned_to_x_first() {
    CrsName latFirst = parse("EPSG:4326", ShortNames.AUTHORITY_ORDER);
    assertThat(Bbox.parse("50,4,51,6", latFirst, "bbox", "X")).isEqualTo(new Extent(4, 50, 6, 51));
    CrsName lonFirst = parse("CRS:84", ShortNames.AUTHORITY_ORDER);
    assertThat(Bbox.parse(" 4, 50,6,51", lonFirst, "bbox", "X"))
        .isEqualTo(new Extent(4, 50, 6, 51));
  }

  @Test
  void a_box_as_large_as_a_double_becomes_finite() {
    CrsName utm = parse("EPSG:32631", ShortNames.X_FIRST);
    Extent e = Bbox.parse("-1.8e308,-1.8e308,1.8e308,1.8e308", utm, "bbox", "X");
    assertThat(e.width()).isEqualTo(2e12);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1,2,3", "1,2,3,4,5", "1,2,1,4", "3,2,1,4", "a,2,3,4", "NaN,0,1,1", ""})
  void a_box_without_area_is_an_error(String text) {
    CrsName utm = parse("EPSG:32631", ShortNames.X_FIRST);
    assertThatThrownBy(() -> Bbox.parse(text, utm, "bbox", "X"))
        .hasMessage(
            "bbox must be min1,min2,max1,max2 with min < max on both axes (a box across the"
                + " antimeridian runs on beyond 180°), was "
                + text);
  }

  @Test
  void units_are_metres_or_arcs_of_the_equator() {
    assertThat(Units.metresPerUnit(registry.decode("EPSG:32631"))).isEqualTo(1.0);
    // OGC 06-042: one degree is 6378137·2π/360 m
    assertThat(Units.metresPerUnit(registry.decode("EPSG:4326"))).isEqualTo(111319.49079327358);
    // US survey foot: 1200/3937 m
    assertThat(Units.metresPerUnit(registry.decode("EPSG:2263"))).isEqualTo(1200.0 / 3937);
    assertThat(Units.scaleDenominator(10, registry.decode("EPSG:32631"))).isEqualTo(10 / 0.00028);
  }

  @ParameterizedTest
  @CsvSource({
    ", 1.3.0",
    "1.3.0, 1.3.0",
    "1.1.1, 1.1.1",
    "1.2.0, 1.1.1",
    "1.0.0, 1.1.1",
    "2.0, 1.3.0",
    "1.3, 1.3.0"
  })
  void version_negotiation_takes_the_nearest_below(String asked, String answer) {
    assertThat(
            Versions.nearest(
                java.util.List.of("1.1.1", "1.3.0"), java.util.Optional.ofNullable(asked)))
        .isEqualTo(answer);
  }
}
