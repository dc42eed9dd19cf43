// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.chronocube.InvalidParameterException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKTReader;
import picocli.CommandLine;

class AreaOptionsTest {

  @TempDir Path directory;

  @Test
  void a_box_is_west_south_east_north() throws Exception {
    assertThat(area("--bbox", "5,51,6,52"))
        .isEqualTo(new WKTReader().read("POLYGON ((5 51, 5 52, 6 52, 6 51, 5 51))"));
  }

  @Test
  void a_box_may_cross_the_antimeridian() {
    Geometry area = area("--bbox", "170,-20,-170,-10");

    assertThat(area.getNumGeometries()).isEqualTo(2);
    assertThat(area.getArea()).isEqualTo(200);
    assertThat(area.getEnvelopeInternal().getWidth()).isEqualTo(360);
  }

  @Test
  void wkt_is_read_as_it_is() {
    assertThat(area("--area", "POINT (5.056 51.218)").getCoordinate().x).isEqualTo(5.056);
    assertThat(area("--area", "multipolygon(((0 0,1 0,1 1,0 0)))").getArea()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'Point','coordinates':[5,51]} | POINT (5 51)",
        "{'type':'Feature','geometry':{'type':'Polygon','coordinates':"
            + "[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[1,2],[2,2],[2,1],[1,1]]]}}"
            + " | POLYGON ((0 0,4 0,4 4,0 4,0 0),(1 1,1 2,2 2,2 1,1 1))",
        "{'type':'FeatureCollection','features':[{'type':'Feature','geometry':null},"
            + "{'type':'Feature','geometry':{'type':'MultiPolygon','coordinates':"
            + "[[[[0,0],[1,0],[1,1],[0,0]]],[[[5,5],[6,5],[6,6],[5,5]]]]}}]}"
            + " | MULTIPOLYGON (((0 0,1 0,1 1,0 0)),((5 5,6 5,6 6,5 5)))",
      })
  void geojson_is_read_from_a_file(String json, String wkt) throws Exception {
    Path file = directory.resolve("area.geojson");
    Files.writeString(file, json.replace('\'', '"'));

    assertThat(area("--area", file.toString()).equalsTopo(new WKTReader().read(wkt))).isTrue();
  }

  @Test
  void polygons_of_a_collection_are_united() throws IOException {
    Path file = directory.resolve("two.geojson");
    Files.writeString(
        file,
        """
        {"type": "GeometryCollection", "geometries": [
          {"type": "Polygon", "coordinates": [[[0,0],[2,0],[2,2],[0,2],[0,0]]]},
          {"type": "Polygon", "coordinates": [[[1,0],[3,0],[3,2],[1,2],[1,0]]]}]}
        """);

    assertThat(area("--area", file.toString()).getArea()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bbox | 5,51,6 | --bbox must be west,south,east,north in degrees, was 5,51,6",
        "--bbox | 5,52,6,51 | --bbox must be west,south,east,north in degrees, was 5,52,6,51",
        "--bbox | a,b,c,d | --bbox must be west,south,east,north in degrees, was a,b,c,d",
        "--area | POLYGON ((0 0, 1 1)) | --area must be a GeoJSON file or WKT, was POLYGON",
        "--area | POINT (643260 5676480) | --area must lie in longitude -180..180",
        "--area | POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0)) | --area must be a valid geometry",
        "--area | nowhere.geojson | --area must be a GeoJSON file or WKT, was nowhere.geojson",
      })
  void what_is_wrong_is_named(String option, String value, String message) {
    assertThatThrownBy(() -> area(option, value))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void there_is_one_area_only() {
    assertThatThrownBy(() -> area("--bbox", "5,51,6,52", "--area", "POINT (5 51)"))
        .hasMessageStartingWith("--area and --bbox must not be given both");
  }

  private static Geometry area(String... arguments) {
    AreaOptions options = new AreaOptions();
    new CommandLine(options).parseArgs(arguments);
    return options.geometry().orElseThrow();
  }
}
