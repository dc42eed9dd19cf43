// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.cube.Coregistration;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.grid.Shape;
import org.chronocube.io.deflate.DeflateLibrary;
import org.chronocube.io.jp2.Jp2Decoders;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.kernel.Resampling;
import org.chronocube.kernel.speckle.PowerScale;
import org.chronocube.kernel.speckle.SpeckleFilter;
import org.chronocube.kernel.speckle.SpeckleNeighbourhood;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.time.TimeGrouping;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogReaderTest {

  private static final Path DIRECTORY = Path.of("/data/chronocube");

  private static final String MINIMAL =
      """
      version: 1
      index: jdbc:sqlite:index.sqlite
      products:
        - id: s2
          parser: stac-item
          location: ../archive/s2
          bands:
            - {name: B04, title: Red, type: uint16, nodata: 65535, scale: 0.0001, unit: "1", wavelength: 665}
            - {name: B08, type: uint16, nodata: 65535, scale: 0.0001}
            - {name: SCL, type: uint8, nodata: 0}
      cubes:
        - name: field
          products: [s2]
          bands: [B04]
          grid: {crs: "EPSG:32631", resolution: 10, extent: [643260, 5675820, 643900, 5676480]}
      """;

  private static Catalog parse(String text) {
    return CatalogReader.parse(text, DIRECTORY);
  }

  private static Cube onlyCube(String text) {
    return parse(text).cubes().get(0);
  }

  @Test
  void runsHaveLimits() {
    assertThat(parse(MINIMAL).limits()).isEqualTo(RunLimits.DEFAULT);
    assertThat(parse(MINIMAL + "limits: {pixels: 1000, seconds: 2.5}\n").limits())
        .isEqualTo(new RunLimits(1000, RunLimits.DEFAULT.resultBytes(), 2.5));
    assertThatThrownBy(() -> parse(MINIMAL + "limits: {pixels: 0}\n"))
        .hasMessageContaining("limits must be > 0");
    assertThatThrownBy(() -> parse(MINIMAL + "limits: {memory: 1}\n"))
        .hasMessageContaining("memory");
  }

  @Test
  void whatDecodesJpeg2000IsFoundUnlessItIsSaid() {
    assertThat(parse(MINIMAL).jpeg2000()).isEqualTo(Jp2Decoders.AUTO);
    assertThat(parse(MINIMAL + "jpeg2000: java\n").jpeg2000()).isEqualTo(Jp2Decoders.JAVA);
    assertThatThrownBy(() -> parse(MINIMAL + "jpeg2000: fast\n"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("jpeg2000: JPEG 2000 decoder must be one of auto, native, java");
  }

  @Test
  void what_inflates_is_found_unless_it_is_said() {
    assertThat(parse(MINIMAL).deflate()).isEqualTo(DeflateLibrary.AUTO);
    assertThat(parse(MINIMAL + "deflate: java\n").deflate()).isEqualTo(DeflateLibrary.JAVA);
    assertThatThrownBy(() -> parse(MINIMAL + "deflate: fast\n"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("deflate must be one of auto, native, java");
  }

  @Test
  void paths_are_relative_to_the_catalog_file() {
    Catalog catalog = parse(MINIMAL);

    assertThat(catalog.index()).isEqualTo("jdbc:sqlite:/data/chronocube/index.sqlite");
    assertThat(catalog.products().get(0).location()).isEqualTo("/data/archive/s2");
  }

  @Test
  void a_band_by_name_has_the_encoding_of_the_product() {
    CubeBand band = onlyCube(MINIMAL).bands().get(0);

    assertThat(band.expression()).isEqualTo("B04");
    assertThat(band.band().title()).isEqualTo("Red");
    assertThat(band.band().type()).isEqualTo(DataType.UINT16);
    assertThat(band.band().noData()).isEqualTo(NoData.of(65535));
    assertThat(band.band().scaling()).isEqualTo(new Scaling(0.0001, 0));
    assertThat(band.band().wavelengthNm()).isEqualTo(665);
  }

  @Test
  void a_band_of_codes_is_categorical_in_cubes_too() {
    String classes =
        MINIMAL
            .replace(
                "{name: SCL, type: uint8, nodata: 0}",
                "{name: SCL, type: uint8, nodata: 0, categorical: true}")
            .replace("bands: [B04]", "bands: [SCL, B04, {name: c, expression: SCL}]");
    assertThat(onlyCube(classes).bands())
        .extracting(b -> b.band().categorical())
        .containsExactly(true, false, true);
  }

  @Test
  void a_band_can_have_its_speckle_filtered() {
    String text =
        MINIMAL.replace(
            "bands: [B04]",
            "bands: [{name: B04, speckle: {filter: lee, window: 5, looks: 4.4, values: decibel}},"
                + " {name: b, expression: B04, speckle: {filter: boxcar}}, B08]");

    assertThat(onlyCube(text).bands())
        .extracting(CubeBand::neighbourhood)
        .containsExactly(
            new SpeckleNeighbourhood(
                new SpeckleFilter(SpeckleFilter.Kind.LEE, 5, 4.4), PowerScale.DECIBEL),
            new SpeckleNeighbourhood(
                new SpeckleFilter(SpeckleFilter.Kind.BOXCAR, 7, 1), PowerScale.POWER),
            Neighbourhood.NONE);
  }

  @Test
  void scenes_are_moved_onto_their_reference_only_when_the_cube_says_so() {
    String bands = "    bands: [B04]\n";
    assertThat(MINIMAL).contains(bands);
    assertThat(onlyCube(MINIMAL).coregistration()).isEqualTo(Coregistration.NONE);
    assertThat(with(bands, "coregistration: apply")).isEqualTo(new Coregistration(0.5));
    assertThat(with(bands, "coregistration: {apply: true, confidence: 0.8}"))
        .isEqualTo(new Coregistration(0.8));
    assertThat(with(bands, "coregistration: {apply: false}")).isEqualTo(Coregistration.NONE);
    assertThatThrownBy(() -> with(bands, "coregistration: always"))
        .hasMessage("cubes[0].coregistration must be apply, or a mapping, was always");
    assertThatThrownBy(() -> with(bands, "coregistration: {apply: true, confidence: 2}"))
        .hasMessage("cubes[0].coregistration.confidence must be a number from 0 to 1, was 2");
  }

  private static Coregistration with(String line, String option) {
    return onlyCube(MINIMAL.replace(line, line + "    " + option + "\n")).coregistration();
  }

  @Test
  void a_band_that_renames_another_inherits_what_it_does_not_say() {
    String text =
        MINIMAL.replace("bands: [B04]", "bands: [{name: red, expression: B04, nodata: 0}]");

    CubeBand band = onlyCube(text).bands().get(0);

    assertThat(band.band().name()).isEqualTo("red");
    assertThat(band.band().noData()).isEqualTo(NoData.of(0));
    assertThat(band.band().scaling()).isEqualTo(new Scaling(0.0001, 0));
    assertThat(CubeBand.isPlain(band.expression())).isTrue();
  }

  @Test
  void arithmetic_is_floating_point_with_nan_for_nodata_unless_it_says_otherwise() {
    String text =
        MINIMAL.replace(
            "bands: [B04]", "bands: [{name: NDVI, expression: (B08 - B04) / (B08 + B04)}]");

    CubeBand band = onlyCube(text).bands().get(0);

    assertThat(band.band().type()).isEqualTo(DataType.FLOAT32);
    assertThat(band.band().noData().value()).isNaN();
    assertThat(band.band().scaling()).isEqualTo(Scaling.IDENTITY);
    assertThat(CubeBand.isPlain(band.expression())).isFalse();
  }

  @Test
  void what_is_not_said_has_a_default() {
    Cube cube = onlyCube(MINIMAL);

    assertThat(cube.title()).isEqualTo("field");
    assertThat(cube.grouping()).isEqualTo(TimeGrouping.INSTANT);
    assertThat(cube.rule()).isEqualTo(MosaicRule.MOST_RECENT);
    assertThat(cube.resampling()).isEqualTo(Resampling.NEAREST);
    assertThat(cube.masks()).isEmpty();
  }

  @Test
  void all_of_a_cube_can_be_said() {
    Cube cube =
        onlyCube(
            MINIMAL
                + """
                    time: solar-day
                    mosaic: percentile:90
                    resampling: bilinear
                    masks:
                      - {band: SCL, values: [3, 8]}
                      - {band: SCL, bits: [0, 4], keep: true}
                      - {band: B04, max: 0.5, keep: true}
                    dimensions: ["eo:cloud_cover"]
                """);

    assertThat(cube.grouping()).isEqualTo(TimeGrouping.SOLAR_DAY);
    assertThat(cube.rule()).isEqualTo(MosaicRule.percentile(90));
    assertThat(cube.dimensions()).containsExactly("eo:cloud_cover");
    assertThat(cube.resampling()).isEqualTo(Resampling.BILINEAR);
    assertThat(cube.masks())
        .containsExactly(
            MaskRule.values("SCL", Set.of(3, 8), false),
            MaskRule.bits("SCL", 0b10001, true),
            MaskRule.range("B04", Double.NEGATIVE_INFINITY, 0.5, true));
  }

  @Test
  void a_grid_with_a_resolution_has_its_edges_on_multiples_of_it() {
    String text = MINIMAL.replace("extent: [643260,", "extent: [643263,");

    assertThat(onlyCube(text).grid().extent().minX()).isEqualTo(643260);
    assertThat(onlyCube(text).grid().shape()).isEqualTo(new Shape(66, 64));
  }

  @Test
  void a_grid_with_a_shape_has_exactly_its_extent() {
    String text =
        MINIMAL.replace("resolution: 10, extent: [643260,", "shape: [66, 64], extent: [643263,");

    assertThat(onlyCube(text).grid().extent().minX()).isEqualTo(643263);
    assertThat(onlyCube(text).grid().resolution().x()).isCloseTo(637.0 / 64, within(1e-12));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          version: 1                | version: 2                 | version | version must be 1, was 2
          index: jdbc:sqlite:index.sqlite | index: jdbc:h2:x     | index | index must be a URL that starts with jdbc:sqlite: or jdbc:postgresql:, was jdbc:h2:x
          jdbc:sqlite:index.sqlite  | jdbc:sqlite:x?mode=memory | index | index must be jdbc:sqlite:PATH, a plain path without ':', '?' or '..', was jdbc:sqlite:x?mode=memory
          jdbc:sqlite:index.sqlite  | jdbc:sqlite:../x           | index | index must be jdbc:sqlite:PATH, a plain path without ':', '?' or '..', was jdbc:sqlite:../x
          nodata: 65535, scale: 0.0001, unit | nodata: -1, scale: 0.0001, unit | products[0].bands[0].nodata | products[0].bands[0].nodata must be a uint16, was -1
          type: uint8               | type: uint9                | products[0].bands[2].type | products[0].bands[2].type: data type must be one of uint8, int8, uint16, int16, uint32, int32, float32, float64, was uint9
          name: B08                 | nam: B08                   | products[0].bands[1].nam | products[0].bands[1].nam must be one of [categorical, name, nodata, offset, scale, title, type, unit, wavelength]
          id: s2                    | id: s 2                    | products[0] | products[0]: product id must be letters, digits, '_', '.' or '-', was s 2
          name: field               | name: 1field               | cubes[0] | cubes[0]: cube name must be an NCName, was 1field
          products: [s2]            | products: [s3]             | cubes[0].products[0] | cubes[0].products[0] must be one of [s2], was s3
          bands: [B04]              | bands: [B99]               | cubes[0].bands[0] | cubes[0].bands[0] must be one of [B04, B08, SCL], was B99
          bands: [B04]              | bands: [{name: X, expression: B04 + 1, type: uint8}] | cubes[0].bands[0].nodata | cubes[0].bands[0].nodata must be a uint8, was missing
          bands: [B04]              | bands: [{name: B04, speckle: {filter: frost}}] | cubes[0].bands[0].speckle.filter | cubes[0].bands[0].speckle.filter: filter must be one of boxcar, lee, refined-lee, gamma-map, was frost
          bands: [B04]              | bands: [{name: B04, speckle: {filter: lee}}] | cubes[0].bands[0].speckle.looks | cubes[0].bands[0].speckle.looks must be a number, was missing
          bands: [B04]              | bands: [{name: B04, speckle: {filter: lee, looks: 4, window: 6}}] | cubes[0].bands[0].speckle | cubes[0].bands[0].speckle: window must be odd and 3 to 101, was 6
          resolution: 10            | resolution: -10            | cubes[0].grid.resolution | cubes[0].grid.resolution: resolution must be > 0 and finite, was -10.0 x -10.0
          resolution: 10            | shape: [0, 4]              | cubes[0].grid.shape | cubes[0].grid.shape: shape must be at least 1 x 1 pixels (height x width), was 0 x 4
          'resolution: 10,'         | ''                         | cubes[0].grid | cubes[0].grid must have either resolution or shape
          extent: [643260, 5675820, 643900, 5676480] | extent: [1, 2, 3] | cubes[0].grid.extent | cubes[0].grid.extent must be a list of 4 numbers, was [1, 2, 3]
          '"EPSG:32631"'            | '"urn:ogc:def:crs:EPSG::32631"' | cubes[0].grid.crs | cubes[0].grid.crs must be an EPSG code such as EPSG:32631, was urn:ogc:def:crs:EPSG::32631
          """)
  void a_complaint_names_the_place_the_rule_and_the_value(
      String good, String bad, String path, String message) {
    assertThat(MINIMAL).contains(good);

    assertThatThrownBy(() -> parse(MINIMAL.replaceFirst(Pattern.quote(good), bad)))
        .isInstanceOfSatisfying(
            InvalidParameterException.class, e -> assertThat(e.parameter()).isEqualTo(path))
        .hasMessage(message);
  }

  @Test
  void names_are_unique() {
    String twice = MINIMAL + MINIMAL.substring(MINIMAL.indexOf("  - name: field"));

    assertThatThrownBy(() -> parse(twice))
        .hasMessage("cubes[1].name must be unique among the cubes, was field");
  }

  @Test
  void a_document_cannot_make_java_objects_nor_explode() {
    assertThatThrownBy(() -> parse("!!javax.script.ScriptEngineManager []"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("catalog must be YAML within limits");
    StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i <= 120; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }
    assertThatThrownBy(() -> parse(bomb.toString()))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("aliases");
  }

  @Test
  void the_shipped_catalog_is_valid() {
    Catalog catalog = CatalogReader.read(Path.of("../data-dir/chronocube/catalog.yaml"));

    assertThat(catalog.products()).extracting(p -> p.product().id()).hasSize(5);
    assertThat(catalog.cubes())
        .extracting(Cube::name)
        .containsExactly(
            "belgium_s2",
            "belgium_s2_clear",
            "belgium_ndvi",
            "belgium_s1",
            "belgium_multi",
            "bordeaux",
            "bordeaux_change",
            "slovenia_ndvi",
            "slovenia_clouds",
            "newyork_landsat");
    assertThat(catalog.cube("newyork_landsat").orElseThrow().grid().shape())
        .isEqualTo(new Shape(133, 123));
  }

  @Test
  void an_index_from_the_command_line_is_relative_to_where_the_command_runs() {
    assertThat(Locations.override("jdbc:sqlite:x/../i.sqlite"))
        .isEqualTo("jdbc:sqlite:" + Path.of("i.sqlite").toAbsolutePath());
    assertThat(Locations.override("jdbc:postgresql://host/db?user=me"))
        .isEqualTo("jdbc:postgresql://host/db?user=me");
    assertThatThrownBy(() -> Locations.override("jdbc:sqlite::memory:"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("index must be jdbc:sqlite:PATH without ':' or '?', was jdbc:sqlite::memory:");
  }

  @Test
  void a_missing_file_is_said_to_be_missing() {
    assertThatThrownBy(() -> CatalogReader.read(Path.of("/no/such/catalog.yaml")))
        .hasMessage("catalog must be a readable file, was /no/such/catalog.yaml");
  }
}
