// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.TestServer;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.tiff.GeoTiffEncoder;
import org.chronocube.server.encode.tiff.TiffOptions;
import org.chronocube.time.TimeInterval;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two scenes of 10° × 10° on the equator, one on either side of the antimeridian, pixels of 1°
 * whose sample is 100 and the degrees east of 170° E; and one in UTM zone 1 that lies across it.
 */
class AntimeridianTest {

  @TempDir static Path root;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    tile("west", degrees(170), 100);
    tile("east", degrees(-180), 110);
    // Central meridian 177° W: 180° is at x = 166,021 on the equator.
    tile("utm", new GeoBox(new Shape(20, 20), northUp(146021, 10000, 2000), "EPSG:32601"), 200);
    write(
        "chronocube/catalog.yaml",
        catalog("degrees", "EPSG:4326", 1, "-180, -5, 180, 5")
            .replace("CUBE", cube("utm", "EPSG:32601", 2000, "146021, -30000, 186021, 10000")));
    write("workspaces/t/workspace.xml", "<workspace><name>t</name></workspace>");
    write(
        "workspaces/t/s/coveragestore.xml",
        "<coverageStore><name>s</name><type>Chronocube</type><enabled>true</enabled>"
            + "<url>file:chronocube/catalog.yaml</url></coverageStore>");
    layer("degrees", "EPSG:4326");
    layer("utm", "EPSG:32601");
    write(
        "styles/gray.sld",
        WmsFixture.sld(
            "gray",
            "<ChannelSelection><GrayChannel><SourceChannelName>1"
                + "</SourceChannelName>"
                + WmsFixture.normalize(0, 255)
                + "</GrayChannel>"
                + "</ChannelSelection>"));
    write("styles/gray.xml", "<style><name>gray</name><filename>gray.sld</filename></style>");
    server = TestServer.start(root, root.resolve("index.sqlite"), List.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static GeoBox degrees(double west) {
    return new GeoBox(new Shape(10, 10), northUp(west, 5, 1), "EPSG:4326");
  }

  private static Affine northUp(double x, double y, double size) {
    return Affine.northUp(x, y, new Resolution(size, size));
  }

  private static String catalog(String name, String crs, double size, String extent) {
    return """
        version: 1
        index: jdbc:sqlite:index.sqlite
        products:
          - id: degrees
            title: Degrees
            parser: geotiff
            location: ../tiles
            options:
              pattern: '(?<scene>(?<acquisition>(?:west|east)_(?<time>\\d{8})))_(?<band>V)\\.tif'
              time-format: yyyyMMdd
            bands:
              - {name: V, title: Value, type: uint8, nodata: 0}
          - id: utm
            title: UTM
            parser: geotiff
            location: ../tiles
            options:
              pattern: '(?<scene>(?<acquisition>utm_(?<time>\\d{8})))_(?<band>V)\\.tif'
              time-format: yyyyMMdd
            bands:
              - {name: V, title: Value, type: uint8, nodata: 0}
        cubes:
        """
        + cube(name, crs, size, extent)
        + "CUBE";
  }

  private static String cube(String name, String crs, double size, String extent) {
    return """
          - name: %s
            title: %s
            description: Across the antimeridian.
            products: [%s]
            bands: [V]
            grid: {crs: "%s", resolution: %s, extent: [%s]}
            time: instant
            mosaic: most-recent
            resampling: nearest
        """
        .formatted(name, name, name, crs, size, extent)
        .indent(0);
  }

  private static void layer(String name, String srs) throws IOException {
    write(
        "workspaces/t/s/" + name + "/coverage.xml",
        "<coverage><name>"
            + name
            + "</name><nativeName>"
            + name
            + "</nativeName><srs>"
            + srs
            + "</srs><enabled>true</enabled></coverage>");
    write(
        "workspaces/t/s/" + name + "/layer.xml",
        "<layer><name>" + name + "</name><defaultStyle><name>gray</name></defaultStyle></layer>");
  }

  private static void tile(String name, GeoBox grid, int first) throws IOException {
    RasterSource source =
        new RasterSource() {
          @Override
          public GeoBox grid() {
            return grid;
          }

          @Override
          public List<Band> bands() {
            return List.of(Band.of("V", DataType.UINT8, NoData.of(0)));
          }

          @Override
          public List<TimeInterval> times() {
            return List.of();
          }

          @Override
          public List<RasterBlock> read(int slice, Window window) {
            RasterBlock block = RasterBlock.allocate(window.shape());
            for (int row = 0; row < window.height(); row++) {
              for (int col = 0; col < window.width(); col++) {
                block.samples()[block.index(row, col)] = first + window.colStart() + col;
                block.mask().setValid(block.index(row, col));
              }
            }
            return List.of(block);
          }
        };
    Path file = root.resolve("tiles/" + name + "_20240501_V.tif");
    Files.createDirectories(file.getParent());
    try (Encoded encoded = new GeoTiffEncoder(TiffOptions.DEFAULT).encode(source);
        OutputStream out = Files.newOutputStream(file)) {
      encoded.writeTo(out);
    }
  }

  private static void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static TestServer.Answer map(String layer, String crs, String box) throws Exception {
    return server.get(
        "geoserver/wms",
        "service",
        "WMS",
        "version",
        "1.1.1",
        "request",
        "GetMap",
        "layers",
        "t:" + layer,
        "styles",
        "",
        "srs",
        crs,
        "bbox",
        box,
        "width",
        "20",
        "height",
        "10",
        "format",
        "image/png",
        "transparent",
        "true");
  }

  private static int gray(BufferedImage image, int col) {
    int argb = image.getRGB(col, 5);
    return argb >>> 24 == 0 ? 0 : argb & 0xFF;
  }

  @Test
  void a_box_beyond_180_degrees_shows_both_sides() throws Exception {
    for (String box : List.of("170,-5,190,5", "-190,-5,-170,5", "530,-5,550,5")) {
      BufferedImage image = map("degrees", "EPSG:4326", box).image();
      for (int col = 0; col < 20; col++) {
        assertThat(gray(image, col)).as("%s, column %s", box, col).isEqualTo(100 + col);
      }
    }
  }

  @Test
  void so_does_web_mercator() throws Exception {
    double degree = Math.PI * 6378137 / 180;
    String box = 170 * degree + "," + -5 * degree + "," + 190 * degree + "," + 5 * degree;
    BufferedImage image = map("degrees", "EPSG:3857", box).image();
    for (int col = 0; col < 20; col++) {
      assertThat(gray(image, col)).as("column %s", col).isEqualTo(100 + col);
    }
  }

  @Test
  void worlds_side_by_side_show_the_same() throws Exception {
    // 36° a pixel: the centres nearest to the data are at 162 and 198 = -162 degrees.
    BufferedImage two = map("degrees", "EPSG:4326", "-5,-5,715,5").image();
    assertThat(gray(two, 4)).isZero();
    BufferedImage fine = map("degrees", "EPSG:4326", "164,-5,184,5").image();
    assertThat(gray(fine, 5)).isZero();
    assertThat(gray(fine, 6)).isEqualTo(100);
    assertThat(gray(fine, 19)).isEqualTo(113);
  }

  @Test
  void a_cube_that_lies_across_is_whole_on_either_side() throws Exception {
    // 0.01° a pixel of 2 km (0.018°): the middle of the cube is at 180°.
    for (String box : List.of("179.9,-0.15,180.1,-0.05", "-180.1,-0.15,-179.9,-0.05")) {
      BufferedImage image = map("utm", "EPSG:4326", box).image();
      assertThat(gray(image, 1)).as(box).isBetween(204, 206);
      assertThat(gray(image, 18)).as(box).isBetween(213, 215);
    }
  }

  @Test
  void a_box_the_wrong_way_round_is_told() throws Exception {
    assertThat(map("degrees", "EPSG:4326", "170,-5,-170,5").text())
        .contains("InvalidParameterValue", "across the antimeridian runs on beyond 180°");
  }
}
