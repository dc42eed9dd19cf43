// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.chronocube.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tiles of {@link CoordinateArchive}: where they lie, when they are, what is refused. */
class GetTileTest {

  private static final String NATIVE = "EPSG:32632_10";

  @TempDir static Path root;
  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    CoordinateArchive.write(root);
    server = TestServer.start(root, root.resolve("index.sqlite"), List.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String[] with(String[] base, String... parameters) {
    String[] all = Arrays.copyOf(base, base.length + parameters.length);
    System.arraycopy(parameters, 0, all, base.length, parameters.length);
    return all;
  }

  /** The native tile that holds the layer, changed by the parameters given. */
  private static TestServer.Answer tile(String... parameters) throws Exception {
    String[] base = {
      "service", "WMTS",
      "version", "1.0.0",
      "request", "GetTile",
      "layer", "t:coords",
      "style", "rgb",
      "format", "image/png",
      "tilematrixset", NATIVE,
      "tilematrix", "13",
      "tilerow", "5848",
      "tilecol", "8387"
    };
    return server.get("wmts", with(base, parameters));
  }

  // Around (0, 0), 2 × 2 tiles of 20,971,520 m halved 13 times: tiles of 2560 m. Column
  // (500000 + 20971520) / 2560 = 8387.3125, row (20971520 - 6000000) / 2560 = 5848.25.
  @Test
  void a_native_tile_has_the_pixels_of_the_cube() throws Exception {
    BufferedImage image = tile("time", "2024-05-02").image();
    assertThat(image.getWidth()).isEqualTo(256);
    assertThat(image.getHeight()).isEqualTo(256);
    for (int row = 0; row < 256; row++) {
      for (int col = 0; col < 256; col++) {
        int c = col - 80;
        int r = row - 64;
        boolean inside = c >= 0 && r >= 0 && c < 80 && r < 60;
        assertThat(image.getRGB(col, row))
            .as("row %d col %d", row, col)
            .isEqualTo(inside ? CoordinateArchive.colour(r, c, 2) : 0);
      }
    }
  }

  // Row and column of the cube under the centres of tile pixels, by GDAL 3.6.2 (PROJ 9.1.1):
  // CoordinateTransformation from EPSG:3857 and EPSG:4326 to EPSG:32632; centres nearer than a
  // fifth of a pixel to an edge of the cube's pixels are left out.
  @ParameterizedTest
  @CsvSource({
    "WebMercatorQuad, 14, 5249, 8601, 154, 29, 0, 0",
    "WebMercatorQuad, 14, 5249, 8601, 175, 42, 12, 7",
    "WebMercatorQuad, 14, 5249, 8601, 218, 67, 36, 21",
    "WebMercatorQuad, 14, 5249, 8601, 240, 81, 48, 29",
    "WebMercatorQuad, 14, 5249, 8601, 159, 96, 3, 37",
    "WebMercatorQuad, 14, 5249, 8601, 249, 135, 53, 59",
    "WebMercatorQuad, 15, 10498, 17203, 52, 59, 0, 0",
    "WebMercatorQuad, 15, 10498, 17203, 255, 156, 57, 27",
    "WebMercatorQuad, 15, 10498, 17203, 103, 231, 14, 48",
    "EPSG:900913, EPSG:900913:15, 10498, 17203, 255, 253, 57, 54",
    "WorldCRS84Quad, 13, 1631, 8601, 154, 169, 0, 0",
    "WorldCRS84Quad, 13, 1631, 8601, 240, 190, 48, 20",
    "EPSG:4326, EPSG:4326:13, 1631, 8601, 224, 213, 39, 42",
    "EPSG:4326, 13, 1631, 8601, 247, 222, 52, 51",
    "EPSG:4326, EPSG:4326:14, 3263, 17203, 199, 111, 41, 14",
    "EPSG:4326, EPSG:4326:14, 3263, 17203, 248, 206, 55, 59",
  })
  void a_tile_of_the_world_shows_the_cube_where_it_lies(
      String set, String matrix, String tileRow, String tileCol, int x, int y, int col, int row)
      throws Exception {
    BufferedImage image =
        tile(
                "tilematrixset", set,
                "tilematrix", matrix,
                "tilerow", tileRow,
                "tilecol", tileCol,
                "time", "2024-05-01")
            .image();
    assertThat(image.getRGB(x, y)).isEqualTo(CoordinateArchive.colour(row, col, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "EPSG:32632_10, 13, 5848, 8387, EPSG:32632, 499200.0, 5998080.0, 501760.0, 6000640.0",
    "EPSG:32632_10, 12, 2924, 4193, EPSG:32632, 496640.0, 5995520.0, 501760.0, 6000640.0",
    "EPSG:32632_10, 0, 0, 1, EPSG:32632, 0.0, 0.0, 2.097152E7, 2.097152E7",
    "EPSG:4326, 13, 1631, 8601, EPSG:4326, 8.986816406250, 54.140625, 9.0087890625, 54.16259765625",
  })
  void a_tile_is_the_map_of_its_box(
      String set,
      String matrix,
      String row,
      String col,
      String crs,
      String minX,
      String minY,
      String maxX,
      String maxY)
      throws Exception {
    for (String format : List.of("image/png", "image/png8", "image/jpeg")) {
      TestServer.Answer map =
          server.get(
              "wms",
              "service",
              "WMS",
              "version",
              "1.1.1",
              "request",
              "GetMap",
              "layers",
              "t:coords",
              "styles",
              "",
              "srs",
              crs,
              "bbox",
              String.join(",", minX, minY, maxX, maxY),
              "width",
              "256",
              "height",
              "256",
              "format",
              format,
              "transparent",
              "true");
      TestServer.Answer tile =
          tile(
              "tilematrixset", set,
              "tilematrix", matrix,
              "tilerow", row,
              "tilecol", col,
              "format", format);
      assertThat(tile.type()).isEqualTo(map.type());
      assertThat(tile.bytes()).isEqualTo(map.bytes());
    }
  }

  @Test
  void without_a_time_and_with_default_and_current_the_newest_day_is_drawn() throws Exception {
    int newest = CoordinateArchive.colour(0, 0, 4);
    assertThat(tile().image().getRGB(80, 64)).isEqualTo(newest);
    assertThat(tile().header("Warning")).contains("time=2024-05-04T00:00:00.000Z");
    assertThat(tile("time", "default").image().getRGB(80, 64)).isEqualTo(newest);
    assertThat(tile("time", "current").image().getRGB(80, 64)).isEqualTo(newest);
    assertThat(tile("TIME", "").image().getRGB(80, 64)).isEqualTo(newest);
  }

  @Test
  void of_two_times_the_last_counts() throws Exception {
    String path =
        "wmts/rest/t:coords/rgb/EPSG:32632_10/13/5848/8387.png?time=2024-05-04&time=2024-05-01";
    HttpResponse<byte[]> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(server.root() + path)).build(),
                BodyHandlers.ofByteArray());
    assertThat(answer.body()).isEqualTo(tile("time", "2024-05-01").bytes());
  }

  @Test
  void a_range_with_or_without_a_period_takes_the_mosaic_of_its_days() throws Exception {
    int second = CoordinateArchive.colour(0, 0, 2);
    assertThat(tile("time", "2024-05-01/2024-05-03").image().getRGB(80, 64)).isEqualTo(second);
    assertThat(tile("time", "2024-05-01/2024-05-03/PT1S").image().getRGB(80, 64)).isEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource({
    "as listed, wmts/rest/t:coords/rgb/EPSG:32632_10/13/5848/8387.png",
    "GeoServer's address, gwc/service/wmts/rest/t:coords/rgb/EPSG:32632_10/13/5848/8387",
    "behind geoserver, geoserver/gwc/service/wmts/rest/t:coords/rgb/EPSG:32632_10/13/5848/8387",
    "in a workspace, t/wmts/rest/coords/rgb/EPSG:32632_10/13/5848/8387",
    "both, geoserver/t/gwc/service/wmts/rest/coords/rgb/EPSG:32632_10/EPSG:32632_10:13/5848/8387",
    "default style, wmts/rest/t:coords/default/EPSG:32632_10/13/5848/8387",
  })
  void a_resource_is_the_same_tile(String why, String path) throws Exception {
    TestServer.Answer resource = server.get(path, "format", "image/png", "time", "2024-05-01");
    assertThat(resource.type()).as(why).isEqualTo("image/png");
    assertThat(resource.bytes()).isEqualTo(tile("time", "2024-05-01").bytes());
  }

  @Test
  void a_group_is_a_layer() throws Exception {
    TestServer.Answer group = tile("layer", "both", "style", "default", "time", "2024-05-02");
    assertThat(group.image().getRGB(80, 64)).isEqualTo(CoordinateArchive.colour(0, 0, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "layer, t:other, InvalidParameterValue, layer",
    "style, other, InvalidParameterValue, style",
    "style, nothing, InvalidParameterValue, style",
    "format, image/tiff, InvalidParameterValue, format",
    "tilematrixset, WebMercator, InvalidParameterValue, TileMatrixSet",
    "tilematrixset, EPSG:32631_10, InvalidParameterValue, TileMatrixSet",
    "tilematrix, 14, InvalidParameterValue, TileMatrix",
    "tilerow, x, InvalidParameterValue, TileRow",
    "tilerow, -1, TileOutOfRange, TileRow",
    "tilerow, 5849, TileOutOfRange, TileRow",
    "tilecol, 8386, TileOutOfRange, TileCol",
    "tilecol, 99999999999, TileOutOfRange, TileCol",
    "time, tomorrow, InvalidParameterValue, time",
    "time, 2024-05-03, InvalidParameterValue, time",
    "version, 1.1.0, InvalidParameterValue, version",
    "service, WMPS, InvalidParameterValue, service",
    "request, GetTiles, InvalidParameterValue, request",
  })
  void a_wrong_value_is_named(String parameter, String value, String code, String locator)
      throws Exception {
    assertReport(tile(parameter, value), code, locator);
  }

  @ParameterizedTest
  @CsvSource({
    "service",
    "version",
    "layer",
    "style",
    "format",
    "TileMatrixSet",
    "TileMatrix",
    "TileRow",
    "TileCol",
  })
  void a_missing_parameter_is_named(String parameter) throws Exception {
    String[] all = {
      "service", "WMTS",
      "version", "1.0.0",
      "request", "GetTile",
      "layer", "t:coords",
      "style", "rgb",
      "format", "image/png",
      "TileMatrixSet", NATIVE,
      "TileMatrix", "13",
      "TileRow", "5848",
      "TileCol", "8387"
    };
    int at = Arrays.asList(all).indexOf(parameter);
    String[] fewer = new String[all.length - 2];
    System.arraycopy(all, 0, fewer, 0, at);
    System.arraycopy(all, at + 2, fewer, at, fewer.length - at);
    assertReport(server.get("wmts", fewer), "MissingParameterValue", parameter);
  }

  private static void assertReport(TestServer.Answer answer, String code, String locator) {
    assertThat(answer.text())
        .contains("exceptionCode=\"" + code + "\"")
        .contains("locator=\"" + locator + "\"");
    assertThat(answer.status()).isEqualTo(400);
    WmtsSchemas.assertExceptionReport(answer.text());
  }

  @Test
  void an_unknown_resource_is_not_found() throws Exception {
    assertThat(server.get("wmts/rest/t:coords/rgb").status()).isEqualTo(404);
    assertThat(server.get("wmts/rest/1.0.0/WMTSCapabilities.xml/Bogus").status()).isEqualTo(404);
    assertThat(server.get("wmts/rest/t:coords/rgb/EPSG:32632_10/13/5848/8387.gif").status())
        .isEqualTo(404);
    assertThat(server.get("wmts/soap").status()).isEqualTo(404);
  }

  @Test
  void a_pixel_tells_its_values() throws Exception {
    String[] info = {
      "request",
      "GetFeatureInfo",
      "infoformat",
      "text/plain",
      "i",
      "91",
      "j",
      "66",
      "time",
      "2024-05-02"
    };
    TestServer.Answer inside = tile(info);
    assertThat(inside.type()).isEqualTo("text/plain");
    assertThat(inside.text()).contains("COL = 11", "ROW = 2", "DAY = 2", "2024-05-02");
    TestServer.Answer rest =
        server.get(
            "wmts/rest/t:coords/rgb/EPSG:32632_10/13/5848/8387/66/91",
            "format",
            "application/json",
            "time",
            "2024-05-02");
    // Exactly as listed: OGC's suite takes no character set.
    assertThat(rest.header("Content-Type")).isEqualTo("application/json");
    assertThat(rest.text()).contains("\"COL\":11", "\"ROW\":2");
    TestServer.Answer listed =
        server.get("wmts/rest/t:coords/rgb/EPSG:32632_10/13/5848/8387/66/91.txt");
    assertThat(listed.text()).contains("COL = 11", "ROW = 2", "DAY = 4");
    assertReport(tile(with(info, "i", "256")), "PointIJOutOfRange", "I");
    assertReport(tile(with(info, "j", "-1")), "PointIJOutOfRange", "J");
    assertReport(tile(with(info, "infoformat", "x/y")), "InvalidParameterValue", "infoformat");
  }

  @Test
  void what_a_client_has_already_is_not_sent_again() throws Exception {
    URI uri =
        URI.create(
            server.root() + "wmts/rest/t:coords/rgb/EPSG:32632_10/13/5848/8387?format=image/png");
    HttpClient client = HttpClient.newHttpClient();
    HttpResponse<byte[]> first =
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
    HttpResponse<byte[]> again =
        client.send(
            HttpRequest.newBuilder(uri).header("If-None-Match", tag).build(),
            BodyHandlers.ofByteArray());
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    HttpResponse<byte[]> other =
        client.send(
            HttpRequest.newBuilder(uri).header("If-None-Match", "\"other\"").build(),
            BodyHandlers.ofByteArray());
    assertThat(other.statusCode()).isEqualTo(200);
  }
}
