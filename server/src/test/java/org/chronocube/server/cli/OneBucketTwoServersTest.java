// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.server.ChronocubeServer;
import org.chronocube.server.http.HttpSettings;
import org.gaul.s3proxy.BlobStores;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Two servers, each with a data directory of its own, on one index in PostgreSQL and one bucket:
 * they give the same bytes, and what is indexed by the one is in the other's answers at once.
 */
class OneBucketTwoServersTest {

  private static final Path SHIPPED = Path.of("../data-dir").toAbsolutePath().normalize();
  private static final String PRODUCT = "belgium-s2-l2a";
  private static final String LATE = PRODUCT + "_20230430";
  private static final String LAST = "2023-04-30";
  private static final String BUCKET = "archive";

  private static final String MAP =
      "wms?service=WMS&version=1.3.0&request=GetMap&layers=chronocube:belgium_s2&styles="
          + "&crs=EPSG:32631&bbox=643260,5675820,643900,5676480&width=64&height=66"
          + "&format=image/png&time=";
  private static final String COVERAGE =
      "wcs?service=WCS&version=2.0.1&request=GetCoverage&coverageId=chronocube__belgium_s2"
          + "&format=image/tiff&subset=time(%22LAST%22)";
  private static final String SERIES =
      "api/series?layer=chronocube:belgium_ndvi&lon=5.056&lat=51.218";
  private static final String SCENES = "api/scenes?layer=chronocube:belgium_s2&limit=2&offset=";

  @TempDir Path temp;
  private final HttpClient client = HttpClient.newHttpClient();
  private EmbeddedPostgres postgres;
  private BlobStore blobs;
  private S3Proxy s3;
  private ChronocubeServer one;
  private ChronocubeServer other;

  @BeforeEach
  void start() throws Exception {
    postgres = EmbeddedPostgres.start();
    blobs = BlobStores.create("transient-nio2", new Properties());
    blobs.createContainer(BUCKET);
    s3 =
        S3Proxy.builder()
            .blobStore(blobs)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .ignoreUnknownHeaders(true)
            .stopTimeout(0)
            .build();
    s3.start();
    upload(path -> !path.contains(LATE));
    for (String server : List.of("one", "other")) {
      dataDir(temp.resolve(server));
    }
    index();
    one = serve("one");
    other = serve("other");
  }

  @AfterEach
  void stop() throws Exception {
    one.close();
    other.close();
    s3.stop();
    blobs.close();
    postgres.close();
  }

  private void upload(Predicate<String> wanted) throws IOException {
    Path archive = SHIPPED.resolve("archive");
    try (Stream<Path> files = Files.walk(archive.resolve(PRODUCT))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String key = archive.relativize(file).toString();
        if (wanted.test(key)) {
          put(key, file);
        }
      }
    }
  }

  private void put(String key, Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      blobs.putBlob(
          PutObjectRequest.builder()
              .bucket(BUCKET)
              .key(key)
              .contentLength(Files.size(file))
              .build(),
          in);
    }
  }

  private void dataDir(Path to) throws IOException {
    for (String part : List.of("workspaces", "global.xml", "wms.xml", "wcs.xml")) {
      try (Stream<Path> files = Files.walk(SHIPPED.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = to.resolve(SHIPPED.relativize(file));
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
    String catalog =
        Files.readString(SHIPPED.resolve("chronocube/catalog.yaml"))
            .replace("location: ../archive/" + PRODUCT, "location: s3://archive/" + PRODUCT)
            .replaceFirst(
                "\nproducts:",
                "\nstorage:\n  - {bucket: archive, endpoint: \"http://127.0.0.1:"
                    + s3.getPort()
                    + "\", region: us-east-1, credentials: anonymous}\nproducts:");
    Files.createDirectories(to.resolve("chronocube"));
    Files.writeString(to.resolve("chronocube/catalog.yaml"), catalog);
  }

  private String database() {
    return postgres.getJdbcUrl("postgres", "postgres");
  }

  private void index() {
    StringWriter err = new StringWriter();
    String[] arguments = {
      "index",
      "--data-dir",
      temp.resolve("one").toString(),
      "--index",
      database(),
      "--product",
      PRODUCT
    };
    int code = Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err), arguments);
    assertThat(code).as(err.toString()).isZero();
  }

  private ChronocubeServer serve(String name) {
    DatacubeOptions options = new DatacubeOptions(database(), 16L << 20, 1, false);
    ChronocubeServer server =
        ChronocubeServer.open(temp.resolve(name), options, HttpSettings.onPort(0));
    server.start();
    return server;
  }

  // The same bytes of both, but for the server's own address in links.
  private String same(String path) throws Exception {
    String answer = get(one, path);
    assertThat(get(other, path)).as(path).isEqualTo(answer);
    return answer;
  }

  private String get(ChronocubeServer server, String path) throws Exception {
    HttpResponse<byte[]> answer =
        client.send(
            HttpRequest.newBuilder(URI.create(server.root() + path)).build(),
            BodyHandlers.ofByteArray());
    String text = new String(answer.body(), StandardCharsets.ISO_8859_1);
    assertThat(answer.statusCode()).as(text).isEqualTo(200);
    return text.replace(server.root().toString(), "http://server/");
  }

  @Test
  void the_same_bytes_and_a_new_scene_at_once() throws Exception {
    assertThat(same("wms?service=WMS&request=GetCapabilities"))
        .contains("2023-04-27")
        .doesNotContain(LAST);
    assertThat(same(MAP + "2023-04-27")).startsWith("\u0089PNG");
    assertThat(same(SERIES)).contains("2023-04-27").doesNotContain(LAST);

    upload(path -> path.contains(LATE));
    index();

    assertThat(get(other, "wms?service=WMS&request=GetCapabilities")).contains(LAST);
    assertThat(get(other, MAP + LAST)).startsWith("\u0089PNG");
    assertThat(get(other, SERIES)).contains(LAST);
    same("wms?service=WMS&request=GetCapabilities");
    same(MAP + LAST);
    same(SERIES);
    assertThat(same(COVERAGE.replace("LAST", LAST))).startsWith("II");
    same(
        "wcs?service=WCS&version=2.0.1&request=DescribeCoverage&coverageId=chronocube__belgium_s2");
  }

  // A page's place is in the request: whichever server gives the next one goes on where it ended.
  @Test
  void pages_of_a_search_go_on_at_the_other() throws Exception {
    List<String> first = ids(get(one, SCENES + 0));
    List<String> next = ids(get(other, SCENES + 2));
    assertThat(ids(get(one, SCENES.replace("limit=2", "limit=4") + 0)))
        .hasSize(4)
        .startsWith(first.toArray(String[]::new))
        .endsWith(next.toArray(String[]::new));
    same(SCENES + 2);
  }

  private static List<String> ids(String features) {
    return Pattern.compile("\"id\" : \"([^\"]+)\"")
        .matcher(features)
        .results()
        .map(id -> id.group(1))
        .toList();
  }
}
