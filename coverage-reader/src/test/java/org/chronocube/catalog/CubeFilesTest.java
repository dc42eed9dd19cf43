// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.Cube;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cubes beside the catalog file, written and read, and a catalog that follows them. */
class CubeFilesTest {

  private static final String CATALOG =
      """
      # A comment that stays.
      version: 1
      index: jdbc:sqlite:index.sqlite
      products:
        - id: s2
          parser: stac-item
          location: ../archive/s2
          bands:
            - {name: B04, type: uint16, nodata: 65535}
            - {name: B08, type: uint16, nodata: 65535}
      cubes:
        - name: field
          products: [s2]
          bands: [B04]
          grid: {crs: "EPSG:32631", resolution: 10, extent: [0, 0, 640, 660]}
      """;

  @TempDir Path directory;
  private Path catalog;
  private CubeFiles cubes;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @BeforeEach
  void prepare() throws IOException {
    catalog = directory.resolve("catalog.yaml");
    Files.writeString(catalog, CATALOG);
    cubes = new CubeFiles(catalog);
  }

  private static Map<String, Object> fields(String name, Object... more) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", name);
    fields.put("products", List.of("s2"));
    fields.put(
        "bands",
        List.of(Map.of("name", "NDVI", "expression", "(B08 - B04) / (B08 + B04)", "unit", "1")));
    fields.put(
        "grid", Map.of("crs", "EPSG:32631", "resolution", 10, "extent", List.of(0, 0, 640, 660)));
    for (int i = 0; i < more.length; i += 2) {
      fields.put((String) more[i], more[i + 1]);
    }
    return fields;
  }

  private List<String> names() {
    return CatalogReader.read(catalog).cubes().stream().map(Cube::name).toList();
  }

  @Test
  void a_cube_that_is_written_is_read_and_the_catalog_file_is_left_alone() throws IOException {
    Cube written = cubes.put(fields("ndvi", "title", "Vegetation: an index"));
    assertThat(CatalogReader.read(catalog).cube("ndvi")).contains(written);
    assertThat(written.title()).isEqualTo("Vegetation: an index");
    assertThat(written.bands().get(0).band().unit()).isEqualTo("1");
    assertThat(names()).containsExactly("field", "ndvi");
    assertThat(Files.readString(catalog)).isEqualTo(CATALOG);
    assertThat(cubes.find("ndvi").orElseThrow().fields()).containsEntry("name", "ndvi");
    assertThat(cubes.list()).extracting(CubeFiles.Definition::fixed).containsExactly(true, false);
    try (var files = Files.list(directory.resolve("cubes.d"))) {
      assertThat(files).hasSize(1);
    }
    assertThat(cubes.remove("ndvi")).isTrue();
    assertThat(cubes.remove("ndvi")).isFalse();
    assertThat(names()).containsExactly("field");
  }

  @Test
  void cubes_of_the_catalog_file_are_edited_there() {
    assertThatThrownBy(() -> cubes.put(fields("field")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("edited by hand, was field");
    assertThatThrownBy(() -> cubes.remove("field")).hasMessageContaining("edited by hand");
  }

  @Test
  void names_lead_nowhere_else() {
    assertThat(cubes.find("../catalog")).isEmpty();
    assertThat(cubes.remove("../catalog")).isFalse();
    assertThatThrownBy(() -> cubes.put(fields("../evil")))
        .hasMessageContaining("must be an NCName");
  }

  @Test
  void a_file_that_breaks_a_rule_is_named() throws IOException {
    Path folder = Files.createDirectories(directory.resolve("cubes.d"));
    Files.writeString(
        folder.resolve("a.yaml"),
        "name: b\nproducts: [s2]\nbands: [B04]\n"
            + "grid: {crs: 'EPSG:32631', resolution: 10, extent: [0, 0, 640, 660]}\n");
    assertThatThrownBy(this::names)
        .hasMessage("cubes.d/a.yaml: name must be that of its file, was b");
    Files.writeString(folder.resolve("a.yaml"), "name: a\nproducts: [s3]\n");
    assertThatThrownBy(this::names).hasMessageContaining("cubes.d/a.yaml: products[0] must be one");
  }

  @Test
  void an_expression_over_bands_there_are_not_is_refused() {
    Map<String, Object> band = Map.of("name", "X", "expression", "B04 / B99");
    assertThatThrownBy(() -> cubes.put(fields("x", "bands", List.of(band))))
        .hasMessage("bands[0].expression must be over bands of [B04, B08], was over B99");
  }

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  @Test
  void an_open_catalog_follows_its_files_and_keeps_its_index() throws IOException {
    try (LiveDatacube live = new LiveDatacube(catalog, DatacubeOptions.DEFAULTS, clock)) {
      Datacube before = live.get();
      cubes.put(fields("ndvi"));
      // Looked at once a second.
      assertThat(live.get()).isSameAs(before);
      now = now.plusSeconds(1);
      Datacube after = live.get();
      assertThat(after.catalog().cube("ndvi")).isPresent();
      assertThat(after.index()).isSameAs(before.index());
      // Whoever had it before goes on with it.
      assertThat(before.catalog().cube("ndvi")).isEmpty();

      Files.writeString(catalog, "version: 1\nnonsense: true\n");
      now = now.plusSeconds(1);
      assertThat(live.get()).isSameAs(after);
      Files.writeString(catalog, CATALOG.replace("index.sqlite", "other.sqlite"));
      now = now.plusSeconds(1);
      assertThat(live.get()).isSameAs(after);
      Files.writeString(catalog, CATALOG.replace("name: field", "name: meadow"));
      now = now.plusSeconds(1);
      assertThat(live.get().catalog().cubes())
          .extracting(Cube::name)
          .containsExactly("meadow", "ndvi");
    }
  }
}
