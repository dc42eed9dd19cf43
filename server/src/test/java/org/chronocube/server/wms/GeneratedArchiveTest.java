// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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
 * Two tiles side by side on 2024-05-01, the western one alone on 2024-05-02, a broken one on
 * 2024-05-03; every sample is 1000 · day + 100 · row + column of the whole, 20 rows × 40 columns of
 * 10 m.
 */
class GeneratedArchiveTest {

  private static final String BOX = "500000,5999800,500400,6000000";

  @TempDir static Path root;
  private static TestServer server;

  @BeforeAll
  static void start() throws IOException {
    tile("west", "20240501", 0);
    tile("east", "20240501", 20);
    tile("west", "20240502", 0);
    tile("west", "20240503", 0);
    Path broken = root.resolve("tiles/west_20240503_V.tif");
    byte[] bytes = Files.readAllBytes(broken);
    Files.write(broken, Arrays.copyOf(bytes, bytes.length - bytes.length / 4));
    configure();
    server = TestServer.start(root, root.resolve("index.sqlite"), List.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void tile(String name, String date, int firstCol) throws IOException {
    GeoBox grid =
        new GeoBox(
            new Shape(20, 20),
            Affine.northUp(500000 + 10 * firstCol, 6000000, new Resolution(10, 10)),
            "EPSG:32632");
    int day = Integer.parseInt(date.substring(6));
    RasterSource source =
        new RasterSource() {
          @Override
          public GeoBox grid() {
            return grid;
          }

          @Override
          public List<Band> bands() {
            return List.of(Band.of("V", DataType.UINT16, NoData.of(0)));
          }

          @Override
          public List<TimeInterval> times() {
            return List.of();
          }

          @Override
          public List<RasterBlock> read(int slice, Window window) {
            RasterBlock block = RasterBlock.allocate(window.shape());
            for (int i = 0; i < window.height(); i++) {
              for (int j = 0; j < window.width(); j++) {
                int col = firstCol + window.colStart() + j;
                block.samples()[block.index(i, j)] =
                    1000 * day + 100 * (window.rowStart() + i) + col;
                block.mask().setValid(block.index(i, j));
              }
            }
            return List.of(block);
          }
        };
    Path file = root.resolve("tiles/" + name + "_" + date + "_V.tif");
    Files.createDirectories(file.getParent());
    try (Encoded encoded = new GeoTiffEncoder(TiffOptions.DEFAULT).encode(source);
        OutputStream out = Files.newOutputStream(file)) {
      encoded.writeTo(out);
    }
  }

  private static void configure() throws IOException {
    write(
        "chronocube/catalog.yaml",
        """
        version: 1
        index: jdbc:sqlite:index.sqlite
        products:
          - id: tiles
            title: Tiles
            parser: geotiff
            location: ../tiles
            options:
              pattern: '(?<scene>(?<acquisition>[a-z]+_(?<time>\\d{8})))_(?<band>V)\\.tif'
              time-format: yyyyMMdd
            bands:
              - {name: V, title: Value, type: uint16, nodata: 0}
        cubes:
          - name: values
            title: Values
            description: Samples that encode where and when they are.
            products: [tiles]
            bands: [V]
            grid: {crs: "EPSG:32632", resolution: 10, extent: [500000, 5999800, 500400, 6000000]}
            time: solar-day
            mosaic: most-recent
            resampling: nearest
        """);
    write("workspaces/t/workspace.xml", "<workspace><name>t</name></workspace>");
    write(
        "workspaces/t/s/coveragestore.xml",
        "<coverageStore><name>s</name><type>Chronocube</type><enabled>true</enabled>"
            + "<url>file:chronocube/catalog.yaml</url></coverageStore>");
    write(
        "workspaces/t/s/values/coverage.xml",
        "<coverage><name>values</name><nativeName>values</nativeName><srs>EPSG:32632</srs>"
            + "<enabled>true</enabled><metadata><entry key='time'><dimensionInfo>"
            + "<enabled>true</enabled></dimensionInfo></entry></metadata></coverage>");
    write(
        "workspaces/t/s/values/layer.xml",
        "<layer><name>values</name><defaultStyle><name>low</name></defaultStyle></layer>");
    // The level is the column: samples 1000 to 1255 of row 0 on day 1.
    write(
        "styles/low.sld",
        WmsFixture.sld(
            "low",
            "<ColorMap><ColorMapEntry color='#000000' quantity='1000'/>"
                + "<ColorMapEntry color='#FFFFFF' quantity='6100'/></ColorMap>"));
    write("styles/low.xml", "<style><name>low</name><filename>low.sld</filename></style>");
  }

  private static void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static TestServer.Answer map(String... parameters) throws Exception {
    String[] base = {
      "service",
      "WMS",
      "version",
      "1.3.0",
      "request",
      "GetMap",
      "layers",
      "t:values",
      "styles",
      "",
      "crs",
      "EPSG:32632",
      "bbox",
      BOX,
      "width",
      "40",
      "height",
      "20",
      "format",
      "image/png",
      "transparent",
      "true"
    };
    String[] all = Arrays.copyOf(base, base.length + parameters.length);
    System.arraycopy(parameters, 0, all, base.length, parameters.length);
    return server.get("wms", all);
  }

  // 255 · (sample − 1000) / 5100, rounded: the ramp of the style.
  private static int gray(int sample) {
    int level = (int) Math.round(255 * ((sample - 1000) / 5100.0));
    return 0xFF000000 | level * 0x010101;
  }

  @Test
  void both_tiles_of_a_day_are_one_map() throws Exception {
    BufferedImage image = map("time", "2024-05-01").image();
    for (int row = 0; row < 20; row++) {
      for (int col = 0; col < 40; col++) {
        assertThat(image.getRGB(col, row))
            .as("row %d col %d", row, col)
            .isEqualTo(gray(1000 + 100 * row + col));
      }
    }
  }

  @Test
  void where_a_day_has_no_tile_the_map_is_clear_and_a_range_takes_the_day_before()
      throws Exception {
    BufferedImage second = map("time", "2024-05-02").image();
    assertThat(second.getRGB(19, 7)).isEqualTo(gray(2719));
    assertThat(second.getRGB(20, 7)).isZero();
    BufferedImage both = map("time", "2024-05-01/2024-05-02").image();
    assertThat(both.getRGB(19, 7)).isEqualTo(gray(2719));
    assertThat(both.getRGB(20, 7)).isEqualTo(gray(1720));
  }

  @Test
  void half_the_size_twice_the_size_and_beyond_the_edges() throws Exception {
    BufferedImage twice = map("time", "2024-05-01", "width", "80", "height", "40").image();
    for (int row = 0; row < 40; row++) {
      for (int col = 0; col < 80; col++) {
        assertThat(twice.getRGB(col, row)).isEqualTo(gray(1000 + 100 * (row / 2) + col / 2));
      }
    }
    BufferedImage moved =
        map("time", "2024-05-01", "bbox", "499900,5999700,500300,5999900").image();
    assertThat(moved.getRGB(9, 0)).isZero();
    assertThat(moved.getRGB(10, 0)).isEqualTo(gray(2000));
    assertThat(moved.getRGB(10, 9)).isEqualTo(gray(2900));
    assertThat(moved.getRGB(10, 10)).isZero();
  }

  @Test
  void a_broken_file_is_an_error_that_names_it_not_a_hole() throws Exception {
    TestServer.Answer answer = map("time", "2024-05-03");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).isEqualTo("text/xml");
    assertThat(answer.text())
        .contains("<ServiceException", "west_20240503_V.tif")
        .doesNotContain(root.toString());
    assertThat(map("time", "2024-05-01").type()).isEqualTo("image/png");
  }

  @Test
  void values_are_told_at_the_very_pixel() throws Exception {
    TestServer.Answer text =
        map(
            "time",
            "2024-05-01",
            "request",
            "GetFeatureInfo",
            "query_layers",
            "t:values",
            "i",
            "23",
            "j",
            "11");
    assertThat(text.text()).contains("V = 2123");
    TestServer.Answer none =
        map(
            "time",
            "2024-05-02",
            "request",
            "GetFeatureInfo",
            "query_layers",
            "t:values",
            "i",
            "23",
            "j",
            "11");
    assertThat(none.text()).contains("V = no data");
  }
}
