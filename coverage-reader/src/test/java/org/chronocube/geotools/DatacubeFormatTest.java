// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.DatacubeOptions;
import org.geotools.api.parameter.GeneralParameterDescriptor;
import org.geotools.coverage.grid.io.AbstractGridFormat;
import org.geotools.coverage.grid.io.GridFormatFactorySpi;
import org.geotools.coverage.grid.io.GridFormatFinder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatacubeFormatTest {

  private static final String CATALOG_TEXT =
      """
      version: 1
      index: jdbc:sqlite:index.sqlite
      products:
        - {id: p, parser: stac-item, location: p, bands: [{name: B1, type: uint8, nodata: 0}]}
      cubes:
        - name: one
          products: [p]
          bands: [B1]
          grid: {crs: "EPSG:32631", resolution: 10, extent: [500000, 4990000, 510000, 5000000]}
      """;

  @TempDir Path directory;
  private Path catalog;
  private final DatacubePool pool = new DatacubePool();
  private final DatacubeFormat format = new DatacubeFormat(pool, DatacubeOptions.DEFAULTS);

  @BeforeEach
  void write() throws IOException {
    catalog = Files.writeString(directory.resolve("my catalog.yaml"), CATALOG_TEXT);
  }

  @Test
  void geotools_finds_the_format_by_itself() {
    assertThat(ServiceLoader.load(GridFormatFactorySpi.class).stream())
        .anyMatch(p -> p.type().equals(DatacubeFormatFactory.class));
    AbstractGridFormat found = GridFormatFinder.findFormat(catalog.toFile());

    assertThat(found).isInstanceOf(DatacubeFormat.class);
    assertThat(found.getName()).isEqualTo("Chronocube");
  }

  @Test
  void parameters_geoserver_looks_for_are_declared() {
    List<GeneralParameterDescriptor> declared =
        format.getReadParameters().getDescriptor().descriptors();

    assertThat(declared)
        .extracting(d -> d.getName().getCode())
        .contains(
            "ReadGridGeometry2D", "TIME", "Filter", "Bands", "Interpolation", "BackgroundValues");
    assertThat(declared).contains(AbstractGridFormat.TIME, AbstractGridFormat.BANDS);
  }

  @Test
  void a_source_may_be_a_file_a_path_a_url_or_text() throws IOException {
    List<Object> sources =
        List.of(
            catalog.toFile(),
            catalog,
            catalog.toUri(),
            catalog.toUri().toURL(),
            catalog.toString(),
            catalog.toUri().toString(),
            "file:" + catalog);
    for (Object source : sources) {
      assertThat(format.accepts(source)).as(source.toString()).isTrue();
      DatacubeReader reader = format.getReader(source);
      assertThat(reader.getGridCoverageNames()).containsExactly("one");
      assertThat(reader.getSource()).isEqualTo(source);
      assertThat(reader.getFormat()).isSameAs(format);
      reader.dispose();
    }
    assertThat(pool.size()).isZero();
  }

  @Test
  void what_is_no_catalog_is_refused() {
    assertThat(format.accepts(new File("/no/such/catalog.yaml"))).isFalse();
    assertThat(format.accepts(directory)).isFalse();
    assertThat(format.accepts("http://example.org/catalog.yaml")).isFalse();
    assertThat(format.accepts(42)).isFalse();
    assertThat(format.accepts(null)).isFalse();
    assertThatThrownBy(() -> format.getReader("http://example.org/catalog.yaml"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("source must be a catalog file, was http://example.org/catalog.yaml");
    assertThatThrownBy(() -> format.getReader(directory.resolve("gone.yaml")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageStartingWith("source must be a readable catalog file");
  }

  @Test
  void readers_of_one_file_share_what_is_open_until_the_last_is_disposed() {
    DatacubeReader first = format.getReader(catalog.toFile());
    DatacubeReader second = format.getReader("file:" + catalog);

    assertThat(second.datacube()).isSameAs(first.datacube());
    assertThat(pool.size()).isEqualTo(1);

    first.dispose();
    first.dispose();
    assertThat(pool.size()).as("a second dispose takes nobody else's share").isEqualTo(1);
    assertThat(second.datacube().index().products()).isEmpty();

    second.dispose();
    assertThat(pool.size()).isZero();
  }

  @Test
  void after_the_last_one_the_file_is_read_anew() throws IOException {
    format.getReader(catalog).dispose();
    Files.writeString(catalog, CATALOG_TEXT.replace("name: one", "name: two"));

    DatacubeReader reader = format.getReader(catalog);

    assertThat(reader.getGridCoverageNames()).containsExactly("two");
    reader.dispose();
  }

  @Test
  void a_broken_catalog_leaves_nothing_open_and_says_what_is_wrong() throws IOException {
    Files.writeString(catalog, CATALOG_TEXT.replace("resolution: 10", "resolution: 0"));

    assertThatThrownBy(() -> format.getReader(catalog))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("cubes[0].grid.resolution");
    assertThat(pool.size()).isZero();
  }

  @Test
  void it_writes_nothing() {
    assertThat(format.getWriter(catalog.toFile())).isNull();
    assertThat(format.getDefaultImageIOWriteParameters()).isNull();
  }
}
