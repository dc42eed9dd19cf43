// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.chronocube.catalog.CubeFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reader that GeoServer keeps, while cubes come, change and go. */
class LiveReaderTest {

  private static final Map<String, Object> GRID =
      Map.of("crs", "EPSG:32631", "resolution", 10, "extent", List.of(0, 0, 640, 660));

  @TempDir Path directory;
  private CubeFiles cubes;
  private DatacubeReader reader;

  @BeforeEach
  void open() throws IOException {
    Path catalog = directory.resolve("catalog.yaml");
    Files.writeString(
        catalog,
        """
        version: 1
        index: jdbc:sqlite:index.sqlite
        products:
          - id: s2
            parser: stac-item
            location: s2
            bands:
              - {name: B04, type: uint16, nodata: 65535}
              - {name: B08, type: uint16, nodata: 65535}
        cubes:
          - name: field
            products: [s2]
            bands: [B04]
            grid: {crs: "EPSG:32631", resolution: 10, extent: [0, 0, 640, 660]}
        """);
    cubes = new CubeFiles(catalog);
    reader = (DatacubeReader) new DatacubeFormatFactory().createFormat().getReader(catalog);
  }

  @AfterEach
  void dispose() {
    reader.dispose();
  }

  private static Map<String, Object> cube(String band) {
    return Map.of("name", "late", "products", List.of("s2"), "bands", List.of(band), "grid", GRID);
  }

  @Test
  void a_cube_comes_changes_and_goes_under_an_open_reader() throws IOException {
    assertThat(reader.getGridCoverageNames()).containsExactly("field");
    assertThatThrownBy(() -> reader.getOriginalEnvelope("late"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("coverage name must be one of [field], was late");

    cubes.put(cube("B04"));
    reader.refresh();
    assertThat(reader.getGridCoverageNames()).containsExactly("field", "late");
    assertThat(reader.getOriginalGridRange("late").getSpan(0)).isEqualTo(64);
    assertThat(reader.cube("late").bands().get(0).band().name()).isEqualTo("B04");

    cubes.put(cube("B08"));
    reader.refresh();
    assertThat(reader.cube("late").bands().get(0).band().name()).isEqualTo("B08");

    cubes.remove("late");
    reader.refresh();
    assertThat(reader.getGridCoverageNames()).containsExactly("field");
    assertThat(reader.getGridCoverageCount()).isEqualTo(1);
  }

  @Test
  void readers_of_one_catalog_share_what_they_follow() throws IOException {
    DatacubeReader other =
        (DatacubeReader)
            ((DatacubeFormat) reader.getFormat()).getReader(directory.resolve("catalog.yaml"));
    try {
      cubes.put(cube("B04"));
      reader.refresh();
      assertThat(other.getGridCoverageNames()).containsExactly("field", "late");
      assertThat(other.datacube()).isSameAs(reader.datacube());
    } finally {
      other.dispose();
    }
  }
}
