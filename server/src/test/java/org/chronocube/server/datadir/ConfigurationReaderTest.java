// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chronocube.grid.Extent;
import org.chronocube.server.datadir.TimeDimension.DefaultStrategy;
import org.chronocube.server.datadir.TimeDimension.Presentation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in the layout GeoServer 2.27 writes, with references by id and by name. */
class ConfigurationReaderTest {

  @TempDir Path root;

  private void write(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Configuration read() {
    return ConfigurationReader.read(root, Set.of("Chronocube"));
  }

  @BeforeEach
  void twoWorkspacesOneStore() {
    write("workspaces/default.xml", "<workspace><id>ws-eo</id><name>eo</name></workspace>");
    write("workspaces/eo/workspace.xml", "<workspace><id>ws-eo</id><name>eo</name></workspace>");
    write(
        "workspaces/eo/namespace.xml",
        "<namespace><id>ns</id><prefix>eo</prefix><uri>http://eo.example</uri></namespace>");
    write("workspaces/aa/workspace.xml", "<workspace><id>ws-aa</id><name>aa</name></workspace>");
    store("eo", "cubes", "Chronocube", "file:chronocube/catalog.yaml");
    write(
        "styles/gray.xml",
        "<style><id>st-1</id><name>gray</name><filename>gray.sld</filename></style>");
    write("styles/gray.sld", "<sld/>");
    write(
        "workspaces/eo/styles/ndvi.xml",
        "<style><id>st-2</id><name>ndvi</name><workspace><id>ws-eo</id></workspace>"
            + "<format>sld</format><languageVersion><version>1.0.0</version></languageVersion>"
            + "<filename>ndvi.sld</filename></style>");
    write("workspaces/eo/styles/ndvi.sld", "<sld/>");
  }

  private void store(String ws, String name, String type, String url) {
    write(
        "workspaces/" + ws + "/" + name + "/coveragestore.xml",
        "<coverageStore><id>cs-"
            + name
            + "</id><name>"
            + name
            + "</name><type>"
            + type
            + "</type><enabled>true</enabled><workspace><id>ws-"
            + ws
            + "</id></workspace><url>"
            + url
            + "</url></coverageStore>");
  }

  private void layer(String name, String more, String layerMore) {
    write(
        "workspaces/eo/cubes/" + name + "/coverage.xml",
        "<coverage><id>c-"
            + name
            + "</id><name>"
            + name
            + "</name><nativeName>"
            + name
            + "</nativeName><srs>EPSG:32631</srs><enabled>true</enabled>"
            + more
            + "</coverage>");
    write(
        "workspaces/eo/cubes/" + name + "/layer.xml",
        "<layer><name>"
            + name
            + "</name><id>l-"
            + name
            + "</id><type>RASTER</type>"
            + layerMore
            + "</layer>");
  }

  @Test
  void a_layer_has_what_both_of_its_files_say() {
    layer(
        "s2",
        """
        <title>Sentinel-2</title><description>Generated</description><abstract>Fields</abstract>
        <keywords><string>optical</string><string>water\\@language=en\\;</string></keywords>
        <nativeBoundingBox><minx>1</minx><maxx>3</maxx><miny>2</miny><maxy>4</maxy>
          <crs class="projected">EPSG:32631</crs></nativeBoundingBox>
        <latLonBoundingBox><minx>5</minx><maxx>6</maxx><miny>50</miny><maxy>51</maxy>
          <crs>EPSG:4326</crs></latLonBoundingBox>
        <supportedFormats><string>GEOTIFF</string></supportedFormats>
        <requestSRS><string>EPSG:32631</string></requestSRS>
        """,
        """
        <defaultStyle><id>st-2</id></defaultStyle>
        <styles class="linked-hash-set"><style><name>gray</name></style></styles>
        <resource class="coverage"><id>c-s2</id></resource>
        <attribution><title>Copernicus</title><href>https://copernicus.eu</href></attribution>
        """);
    CoverageLayer layer = read().layers().get(0);
    assertThat(layer.prefixedName()).isEqualTo("eo:s2");
    assertThat(layer.workspace()).isEqualTo(new Workspace("eo", "http://eo.example"));
    assertThat(layer.store().location())
        .isEqualTo(root.toAbsolutePath().resolve("chronocube/catalog.yaml"));
    assertThat(layer.title()).isEqualTo("Sentinel-2");
    assertThat(layer.description()).isEqualTo("Fields");
    assertThat(layer.keywords()).containsExactly("optical", "water");
    assertThat(layer.nativeBounds()).contains(new Bounds(new Extent(1, 2, 3, 4), "EPSG:32631"));
    assertThat(layer.latLonBounds()).contains(new Bounds(new Extent(5, 50, 6, 51), "EPSG:4326"));
    assertThat(layer.allStyles())
        .extracting(Style::prefixedName)
        .containsExactly("eo:ndvi", "gray");
    assertThat(layer.supportedFormats()).containsExactly("GEOTIFF");
    assertThat(layer.time()).isEmpty();
    assertThat(layer.attribution().orElseThrow().title()).isEqualTo("Copernicus");
  }

  @Test
  void the_time_dimension_is_read_in_full() {
    layer(
        "s1",
        """
        <metadata><entry key="dirName">x</entry><entry key="time"><dimensionInfo>
          <enabled>true</enabled><presentation>DISCRETE_INTERVAL</presentation>
          <resolution>86400000</resolution><units>ISO8601</units>
          <defaultValue><strategy>FIXED</strategy><referenceValue>2023-04-02</referenceValue></defaultValue>
          <nearestMatchEnabled>true</nearestMatchEnabled>
          <acceptableInterval>P1D/PT6H</acceptableInterval>
          <nearestFailBehavior>EXCEPTION</nearestFailBehavior>
        </dimensionInfo></entry></metadata>
        """,
        "");
    TimeDimension time = read().layers().get(0).time().orElseThrow();
    assertThat(time)
        .isEqualTo(
            new TimeDimension(
                Presentation.DISCRETE_INTERVAL,
                Optional.of(Duration.ofDays(1)),
                "ISO8601",
                DefaultStrategy.FIXED,
                Optional.of("2023-04-02"),
                true,
                Optional.of(new TimeDimension.Acceptable(Duration.ofDays(1), Duration.ofHours(6))),
                true));
  }

  @Test
  void what_is_switched_off_or_of_another_kind_is_not_served() {
    layer("on", "", "");
    layer("off", "", "<enabled>false</enabled>");
    write("workspaces/eo/cubes/unconfigured/notes.txt", "no coverage.xml here");
    store("eo", "photo", "GeoTIFF", "file:photo.tif");
    write("workspaces/eo/roads/datastore.xml", "<dataStore><name>roads</name></dataStore>");
    Configuration read = read();
    assertThat(read.layers()).extracting(CoverageLayer::name).containsExactly("on");
    assertThat(read.stores()).extracting(CoverageStore::name).containsExactly("cubes");
  }

  @Test
  void names_are_found_with_prefix_and_in_the_virtual_workspace_without() {
    layer("s2", "", "");
    Configuration read = read();
    assertThat(read.layer("eo:s2", Optional.empty())).isPresent();
    assertThat(read.layer("s2", Optional.of("eo"))).isPresent();
    assertThat(read.layer("s2", Optional.empty())).isPresent();
    assertThat(read.layer("aa:s2", Optional.empty())).isEmpty();
    assertThat(read.layer("s2", Optional.of("aa"))).isEmpty();
    assertThat(read.style("ndvi", Optional.of("eo"))).isPresent();
    assertThat(read.style("ndvi", Optional.empty())).isEmpty();
    assertThat(read.style("gray", Optional.of("eo"))).isPresent();
    assertThat(read.defaultWorkspace().orElseThrow().name()).isEqualTo("eo");
  }

  @Test
  void a_group_lists_its_layers_bottom_first_nested_groups_taken_apart() {
    layer("low", "", "");
    layer("high", "", "");
    write(
        "workspaces/eo/layergroups/inner.xml",
        "<layerGroup><id>g-1</id><name>inner</name><mode>SINGLE</mode>"
            + "<publishables><published type=\"layer\"><id>l-high</id></published></publishables>"
            + "<styles><style><id>st-1</id></style></styles></layerGroup>");
    write(
        "layergroups/all.xml",
        "<layerGroup><id>g-2</id><name>all</name><title>All</title><abstractTxt>Both</abstractTxt>"
            + "<publishables><published type=\"layer\"><name>eo:low</name></published>"
            + "<published type=\"layerGroup\"><id>g-1</id></published></publishables>"
            + "<styles><style/><style/></styles>"
            + "<bounds><minx>1</minx><maxx>2</maxx><miny>3</miny><maxy>4</maxy><crs>EPSG:4326</crs></bounds>"
            + "</layerGroup>");
    Configuration read = read();
    LayerGroup all = read.group("all", Optional.empty()).orElseThrow();
    assertThat(all.members()).extracting(m -> m.layer().name()).containsExactly("low", "high");
    assertThat(all.members().get(1).style().orElseThrow().name()).isEqualTo("gray");
    assertThat(all.bounds().orElseThrow().crs()).isEqualTo("EPSG:4326");
    assertThat(read.group("inner", Optional.of("eo"))).isPresent();
    assertThat(read.group("all", Optional.of("eo"))).isEmpty();
  }

  @Test
  void services_and_contact_are_read_and_limits_of_zero_are_none() {
    write(
        "global.xml",
        "<global><settings><contact><contactPerson>Ada</contactPerson></contact>"
            + "<proxyBaseUrl>https://maps.example.org/geoserver</proxyBaseUrl></settings></global>");
    write(
        "wms.xml",
        """
        <wms><enabled>true</enabled><name>WMS</name><title>Maps</title><abstrct>All maps</abstrct>
        <fees>NONE</fees><accessConstraints>CC-BY</accessConstraints>
        <keywords><string>WMS</string></keywords>
        <srs><string>4326</string><string>3857</string></srs>
        <maxRequestMemory>65536</maxRequestMemory><maxRenderingTime>0</maxRenderingTime></wms>
        """);
    Configuration read = read();
    assertThat(read.global().contact().person()).contains("Ada");
    assertThat(read.global().proxyBaseUrl().orElseThrow().getHost()).isEqualTo("maps.example.org");
    assertThat(read.wms().title()).isEqualTo("Maps");
    assertThat(read.wms().accessConstraints()).isEqualTo("CC-BY");
    assertThat(read.wms().srs()).isEqualTo(List.of("EPSG:4326", "EPSG:3857"));
    assertThat(read.wms().limitBytes("maxRequestMemory", 0)).isEqualTo(64L << 20);
    assertThat(read.wms().limit("maxRenderingTime", 60)).isEqualTo(Long.MAX_VALUE);
    assertThat(read.wcs().enabled()).isTrue();
  }

  @Test
  void a_broken_file_is_an_error_that_names_it() {
    write("styles/evil.xml", "<style><name>evil</name><filename>../../secret</filename></style>");
    assertThatThrownBy(this::read)
        .isInstanceOf(DataDirectoryException.class)
        .hasMessageContaining("evil.xml: filename must be a file in");
    write("styles/evil.xml", "<style>");
    assertThatThrownBy(this::read).hasMessageContaining("evil.xml cannot be read");
    assertThatThrownBy(() -> ConfigurationReader.read(root.resolve("styles"), Set.of()))
        .hasMessageContaining("must have a folder workspaces");
  }

  @Test
  void a_style_that_is_not_there_is_an_error() {
    layer("s2", "", "<defaultStyle><name>nowhere</name></defaultStyle>");
    assertThatThrownBy(this::read)
        .hasMessageContaining("layer.xml: style must be in styles/, was nowhere");
  }
}
