// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.DataType;
import org.chronocube.cube.Coregistration;
import org.chronocube.cube.Cube;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cubes that are derived from other cubes, written down in catalogs. */
class DerivedNodesTest {

  private static final String CATALOG =
      """
      version: 1
      index: jdbc:sqlite:index.sqlite
      products:
        - id: s2
          parser: stac-item
          location: archive/s2
          bands:
            - {name: B04, type: uint16, nodata: 65535}
            - {name: B08, type: uint16, nodata: 65535}
      cubes:
        - {name: early, title: Before its source, change: {cube: field}}
        - name: field
          products: [s2]
          bands: [B04]
          grid: {crs: "EPSG:32631", resolution: 10, extent: [0, 0, 640, 660]}
          time: solar-day
          coregistration: apply
      """;

  @TempDir Path directory;
  private Path file;
  private CubeFiles cubes;

  @BeforeEach
  void prepare() throws IOException {
    file = directory.resolve("catalog.yaml");
    Files.writeString(file, CATALOG);
    cubes = new CubeFiles(file);
  }

  private static Map<String, Object> derived(String name, Map<String, Object> change) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("change", change);
    return fields;
  }

  private static Map<String, Object> field(String name, String band) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("products", List.of("s2"));
    fields.put("bands", List.of(band));
    fields.put(
        "grid", Map.of("crs", "EPSG:32631", "resolution", 10, "extent", List.of(0, 0, 640, 660)));
    return fields;
  }

  private List<String> names() {
    return CatalogReader.read(file).cubes().stream().map(Cube::name).toList();
  }

  @Test
  void it_has_the_grid_the_times_and_the_scenes_of_its_source_and_bands_of_its_own() {
    Catalog catalog = CatalogReader.read(file);
    Cube source = catalog.cube("field").orElseThrow();
    Cube early = catalog.cube("early").orElseThrow();

    assertThat(names()).containsExactly("early", "field");
    assertThat(early.title()).isEqualTo("Before its source");
    assertThat(early.derivation().orElseThrow().source()).isEqualTo(source);
    assertThat(early.grid()).isEqualTo(source.grid());
    assertThat(early.grouping()).isEqualTo(source.grouping());
    assertThat(early.products()).isEqualTo(source.products());
    assertThat(early.coregistration()).isEqualTo(Coregistration.NONE);
    assertThat(early.bands())
        .extracting(b -> b.band().name() + " " + b.band().type())
        .containsExactly("twice " + DataType.FLOAT32);
    assertThat(CatalogReader.read(file).cubes()).isEqualTo(catalog.cubes());
  }

  @Test
  void sources_must_be_cubes_of_products() throws IOException {
    Files.writeString(file, CATALOG.replace("{cube: field}", "{cube: early}"));
    assertThatThrownBy(this::names)
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("cubes[0].change.cube must be one of [field], was early");
    Files.writeString(file, CATALOG.replace("{cube: field}", "{cube: field, bands: [B08]}"));
    assertThatThrownBy(this::names)
        .hasMessage("cubes[0].change.bands[0] must be a band of field, was B08");
    Files.writeString(file, CATALOG.replace("change: {cube: field}", "change: field"));
    assertThatThrownBy(this::names).hasMessage("cubes[0].change must be a mapping, was field");
  }

  @Test
  void what_its_source_says_it_cannot_say_itself() throws IOException {
    Files.writeString(file, CATALOG.replace("title: Before", "mosaic: median, title: Before"));
    assertThatThrownBy(this::names)
        .hasMessage("cubes[0].mosaic must be one of [change, description, name, title]");
  }

  @Test
  void a_file_of_its_own_may_come_before_that_of_its_source() {
    cubes.put(field("z_field", "B08"));
    cubes.put(derived("a_change", Map.of("cube", "z_field", "bands", List.of("B08"))));

    assertThat(names()).containsExactly("early", "field", "z_field", "a_change");
    assertThatThrownBy(() -> cubes.put(derived("other", Map.of("cube", "nothing"))))
        .hasMessage("change.cube must be one of [field, z_field], was nothing");
  }

  @Test
  void a_source_is_not_taken_away_from_what_is_derived_from_it() {
    cubes.put(field("z_field", "B08"));
    cubes.put(derived("a_change", Map.of("cube", "z_field", "bands", List.of("B08"))));

    assertThatThrownBy(() -> cubes.remove("z_field"))
        .hasMessage(
            "name must not be that of a cube that others are derived from, [a_change], was"
                + " z_field");
    assertThatThrownBy(() -> cubes.put(field("z_field", "B04")))
        .hasMessage(
            "name must be that of a cube that suits a_change, which is derived from it:"
                + " change.bands[0] must be a band of z_field, was B08");
    assertThat(cubes.remove("a_change")).isTrue();
    cubes.put(field("z_field", "B04"));
    assertThat(cubes.remove("z_field")).isTrue();
  }
}
