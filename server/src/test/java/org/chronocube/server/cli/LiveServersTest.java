// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.server.ChronocubeServer;
import org.chronocube.server.http.HttpSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers on one data directory and one index, and what comes in while they run. */
class LiveServersTest {

  private static final Path SHIPPED = Path.of("../data-dir").toAbsolutePath().normalize();
  private static final String PRODUCT = "belgium-s2-l2a";
  private static final String LAST = "2023-04-30";
  private static final long PATIENCE_NANOS = 60_000_000_000L;

  private static final String MAP =
      "wms?service=WMS&version=1.3.0&request=GetMap&layers=chronocube:%s&styles=&crs=EPSG:32631"
          + "&bbox=643260,5675820,643900,5676480&width=64&height=66&format=image/png";

  private static final String CUBE =
      """
      {"title": "Water index", "products": ["belgium-s2-l2a"],
       "bands": [{"name": "NDWI", "expression": "(B08 - B11) / (B08 + B11)", "unit": "1"}],
       "grid": {"crs": "EPSG:32631", "resolution": 10,
                "extent": [643260, 5675820, 643900, 5676480]},
       "time": "solar-day"}
      """;

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private Path dataDir;
  private String index;
  private ChronocubeServer one;
  private ChronocubeServer other;

  @BeforeEach
  void prepare() throws IOException {
    dataDir = temp.resolve("data");
    for (String part : List.of("chronocube/catalog.yaml", "workspaces", "archive/" + PRODUCT)) {
      copy(part);
    }
    for (String file : List.of("global.xml", "wms.xml", "wcs.xml")) {
      copy(file);
    }
    index = "jdbc:sqlite:" + temp.resolve("index.sqlite");
  }

  private void copy(String part) throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED.resolve(part))) {
      for (Path file : files.toList()) {
        Path to = dataDir.resolve(SHIPPED.relativize(file));
        Files.createDirectories(to.getParent());
        if (Files.isRegularFile(file)) {
          Files.copy(file, to);
        }
      }
    }
  }

  private void start() {
    one = serve();
    other = serve();
  }

  private ChronocubeServer serve() {
    DatacubeOptions options = new DatacubeOptions(index, 16L << 20, 1, false);
    ChronocubeServer server = ChronocubeServer.open(dataDir, options, HttpSettings.onPort(0));
    server.start();
    return server;
  }

  @AfterEach
  void stop() {
    one.close();
    other.close();
  }

  private String cli(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), args);
    assertThat(code).as(err.toString()).isZero();
    return out.toString();
  }

  private HttpResponse<byte[]> get(ChronocubeServer server, String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(server.root() + path)));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofByteArray());
  }

  private HttpResponse<byte[]> send(
      String method, ChronocubeServer server, String path, String json) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(server.root() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  private static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private JsonNode json(ChronocubeServer server, String path) throws Exception {
    return new JsonMapper().readTree(get(server, path).body());
  }

  private String capabilities(ChronocubeServer server, String service) throws Exception {
    return text(get(server, service + "?service=" + service + "&request=GetCapabilities"));
  }

  private boolean isMap(ChronocubeServer server, String layer, String time) throws Exception {
    byte[] body = get(server, MAP.formatted(layer) + "&time=" + time).body();
    return ImageIO.read(new ByteArrayInputStream(body)) != null;
  }

  /** Asks until it is so: each asking is what makes a server look. */
  private static void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("not so after a minute").isLessThan(end);
    }
  }

  private void aSceneThatIsIndexedIsThereAtOnceInEveryServer() throws Exception {
    Path late = dataDir.resolve("archive").resolve(PRODUCT).resolve(PRODUCT + "_20230430");
    Path aside = temp.resolve("late");
    Files.move(late, aside);
    cli("index", "--data-dir", dataDir.toString(), "--index", index, "--product", PRODUCT);
    start();
    String series = "api/series?layer=chronocube:belgium_ndvi&lon=5.056&lat=51.218";
    for (ChronocubeServer server : List.of(one, other)) {
      assertThat(capabilities(server, "WMS")).doesNotContain(LAST);
      assertThat(isMap(server, "belgium_s2", LAST)).isFalse();
      assertThat(json(server, "api/layers").toString()).doesNotContain(LAST);
      assertThat(json(server, series).toString()).doesNotContain(LAST).contains("2023-04-27");
    }

    Files.move(aside, late);
    cli("index", "--data-dir", dataDir.toString(), "--index", index, "--product", PRODUCT);

    for (ChronocubeServer server : List.of(one, other)) {
      assertThat(capabilities(server, "WMS")).contains(LAST);
      assertThat(isMap(server, "belgium_s2", LAST)).isTrue();
      assertThat(json(server, "api/layers").toString()).contains(LAST);
      assertThat(json(server, series).toString()).contains(LAST);
      String coverage =
          text(
              get(
                  server,
                  "wcs?service=WCS&version=2.0.1&request=DescribeCoverage"
                      + "&coverageId=chronocube__belgium_s2"));
      assertThat(coverage).contains(LAST);
    }
  }

  @Test
  void a_scene_that_is_indexed_in_sqlite_is_there_at_once_in_every_server() throws Exception {
    aSceneThatIsIndexedIsThereAtOnceInEveryServer();
  }

  @Test
  void a_scene_that_is_indexed_in_postgresql_is_there_at_once_in_every_server() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      index = postgres.getJdbcUrl("postgres", "postgres");
      aSceneThatIsIndexedIsThereAtOnceInEveryServer();
      one.close();
      other.close();
    }
  }

  @Test
  void a_cube_comes_changes_and_goes_by_http_in_every_server() throws Exception {
    cli("index", "--data-dir", dataDir.toString(), "--index", index, "--product", PRODUCT);
    start();
    String catalog = Files.readString(dataDir.resolve("chronocube/catalog.yaml"));

    HttpResponse<byte[]> created = send("PUT", one, "api/cubes/water", CUBE);
    assertThat(created.statusCode()).as(text(created)).isEqualTo(201);
    assertThat(created.headers().firstValue("location")).contains(one.root() + "api/cubes/water");
    assertThat(capabilities(one, "WMS")).contains("chronocube:water", "Water index");
    assertThat(capabilities(one, "WCS")).contains("chronocube__water");
    assertThat(isMap(one, "water", LAST)).isTrue();
    assertThat(json(one, "api/layers").toString()).contains("chronocube:water");
    assertThat(text(get(one, "api/series?layer=chronocube:water&lon=5.056&lat=51.218")))
        .contains("NDWI", LAST);
    await(() -> capabilities(other, "WMS").contains("chronocube:water"));
    assertThat(isMap(other, "water", LAST)).isTrue();
    assertThat(json(other, "api/cubes/water").at("/bands/0/name").asText()).isEqualTo("NDWI");

    HttpResponse<byte[]> changed =
        send("PUT", other, "api/cubes/water", CUBE.replace("Water index", "Moisture"));
    assertThat(changed.statusCode()).isEqualTo(200);
    await(() -> capabilities(one, "WMS").contains("Moisture"));

    assertThat(send("DELETE", one, "api/cubes/water", "").statusCode()).isEqualTo(204);
    assertThat(capabilities(one, "WMS")).doesNotContain("chronocube:water");
    await(() -> !capabilities(other, "WMS").contains("chronocube:water"));
    assertThat(dataDir.resolve("workspaces/chronocube/archive/water")).doesNotExist();
    assertThat(dataDir.resolve("chronocube/catalog.yaml")).hasContent(catalog);
  }

  @Test
  void a_cube_comes_and_goes_by_the_command_line() throws Exception {
    start();
    String name = "water";
    Path file = temp.resolve("water.yaml");
    Files.writeString(
        file,
        """
        name: water
        title: Water index
        products: [belgium-s2-l2a]
        bands: [B08, B04, B11]
        grid: {crs: "EPSG:32631", resolution: 10, extent: [643260, 5675820, 643900, 5676480]}
        """);
    cli("cube", "add", file.toString(), "--data-dir", dataDir.toString());
    assertThat(cli("cube", "list", "--data-dir", dataDir.toString()))
        .containsPattern("water +Water index +cubes.d")
        .containsPattern("bordeaux .* catalog.yaml");
    await(() -> capabilities(one, "WMS").contains("chronocube:" + name));
    await(() -> capabilities(other, "WCS").contains("chronocube__" + name));
    cli("cube", "remove", name, "--data-dir", dataDir.toString());
    await(() -> !capabilities(one, "WMS").contains("chronocube:" + name));
  }

  @Test
  void broken_files_change_nothing_until_they_are_mended() throws Exception {
    start();
    Path folder = Files.createDirectories(dataDir.resolve("chronocube/cubes.d"));
    Files.writeString(folder.resolve("broken.yaml"), "name: broken\n");
    HttpResponse<byte[]> refused = send("PUT", one, "api/cubes/water", CUBE);
    // Written, but the servers go on with what they had.
    assertThat(refused.statusCode()).isEqualTo(201);
    assertThat(capabilities(one, "WMS")).contains("chronocube:bordeaux").doesNotContain(":water");
    assertThat(json(one, "api/layers").at("/layers")).isNotEmpty();
    assertThat(send("DELETE", one, "api/cubes/broken", "").statusCode()).isEqualTo(204);
    assertThat(capabilities(one, "WMS")).contains("chronocube:water");
    await(() -> capabilities(other, "WMS").contains("chronocube:water"));
  }

  @Test
  void mistakes_are_told_by_the_name_of_the_field() throws Exception {
    start();
    problem("PUT", "api/cubes/water", CUBE.replace("10,", "-10,"), 400, "grid.resolution");
    problem("PUT", "api/cubes/water", CUBE.replace("B11", "B99"), 400, "bands[0].expression");
    problem("PUT", "api/cubes/water", CUBE.replace("-s2-", "-s9-"), 400, "products[0]");
    problem("PUT", "api/cubes/water", CUBE.replace("\"time\"", "\"tiem\""), 400, "tiem");
    problem("PUT", "api/cubes/water", "{\"name\": \"fire\"}", 400, "name");
    problem("PUT", "api/cubes/wa%20ter", CUBE, 400, "");
    problem("PUT", "api/cubes/water", "[1]", 400, "body");
    problem("PUT", "api/cubes/water", "{\"title\": 1} x", 400, "body");
    problem("PUT", "api/cubes/bordeaux", CUBE, 409, "name");
    problem("POST", "api/cubes", "{\"name\": \"bordeaux\"," + CUBE.substring(1), 409, "name");
    problem("DELETE", "api/cubes/bordeaux", "", 409, "name");
    assertThat(send("DELETE", one, "api/cubes/nothing", "").statusCode()).isEqualTo(404);
    assertThat(get(one, "api/cubes/..%2Fcatalog").statusCode()).isIn(400, 404);
    assertThat(send("PATCH", one, "api/cubes", CUBE).statusCode()).isEqualTo(405);
    HttpRequest.Builder form =
        HttpRequest.newBuilder(URI.create(one.root() + "api/cubes"))
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(CUBE));
    assertThat(send(form).statusCode()).isEqualTo(415);
    assertThat(dataDir.resolve("chronocube/cubes.d")).doesNotExist();
    HttpResponse<byte[]> posted =
        send("POST", one, "api/cubes", "{\"name\": \"water\"," + CUBE.substring(1));
    assertThat(posted.statusCode()).as(text(posted)).isEqualTo(201);
  }

  private void problem(String method, String path, String body, int status, String parameter)
      throws Exception {
    HttpResponse<byte[]> answer = send(method, one, path, body);
    assertThat(answer.statusCode()).as(text(answer)).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(new JsonMapper().readTree(answer.body()).path("parameter").asText())
        .as(text(answer))
        .startsWith(parameter);
  }
}
