// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.io.RasterOpener;
import org.chronocube.io.range.HttpSettings;
import org.chronocube.io.range.RetryPolicy;
import org.chronocube.io.remote.Archives;
import org.chronocube.product.ListingParser.Context;
import org.chronocube.product.SceneListing;
import org.chronocube.product.SceneParseException;
import org.chronocube.scene.Product;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Catalogues as files, in a zip, and from a server that may fail. */
class CatalogListingTest {

  private static final RasterOpener NOT_OPENED =
      uri -> {
        throw new AssertionError("header must not be read: " + uri);
      };
  private static final Context CONTEXT =
      new Context(Archives.local(), NOT_OPENED, new CrsRegistry());

  private final StacItemParser parser = new StacItemParser();
  private final Map<String, String> documents = new ConcurrentHashMap<>();
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private String base;
  @TempDir Path root;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream in = exchange.getRequestBody()) {
      String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String asked = exchange.getRequestURI() + (body.isEmpty() ? "" : " " + body);
      requests.add(asked);
      if (failures.merge(asked, -1, Integer::sum) >= 0) {
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      String document = documents.get(asked);
      if (document == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (document.startsWith("http")) {
        exchange.getResponseHeaders().add("Location", document);
        exchange.sendResponseHeaders(302, -1);
      } else {
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private static ProductDefinition product(Map<String, String> options) {
    Map<String, String> all = new HashMap<>(options);
    all.putIfAbsent("hosts", "127.0.0.1");
    Band red = Band.of("red", DataType.UINT16, NoData.of(0));
    return new ProductDefinition(
        new Product("p", "", "", "", List.of(red)), "stac-item", "/unused", all);
  }

  private SceneListing list(String location, Map<String, String> options) {
    HttpSettings settings =
        new HttpSettings(
            HttpSettings.hosts(product(options).hosts()),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            4,
            new RetryPolicy(
                2, Duration.ZERO, Duration.ZERO, () -> 0, Clock.systemUTC(), pause -> {}),
            Duration.ofMinutes(1));
    return parser.list(product(options), location, CONTEXT, Documents.over(settings));
  }

  /** Ids of scenes; what is wrong with those that are none. */
  private static List<String> all(SceneListing listing) {
    List<String> result = new ArrayList<>();
    for (Optional<SceneListing.Entry> e = listing.next(); e.isPresent(); e = listing.next()) {
      try {
        result.add(e.get().scene().id());
      } catch (ChronocubeException broken) {
        result.add(broken.getMessage());
      }
    }
    return result;
  }

  private static String item(String id, String links, String href) {
    return """
        {"type": "Feature", "stac_version": "1.1.0", "id": "%s", "collection": "c",
         "geometry": {"type": "Polygon",
           "coordinates": [[[3, 45], [3.1, 45], [3.1, 45.1], [3, 45.1], [3, 45]]]},
         "properties": {"datetime": "2024-05-06T07:08:09Z", "proj:code": "EPSG:32631",
           "proj:shape": [3, 4], "proj:transform": [10, 0, 500000, 0, -10, 5000000],
           "updated": "2024-06-01T00:00:00Z"},
         "links": [%s],
         "assets": {"red": {"href": "%s"}}}
        """
        .formatted(id, links, href);
  }

  private static String link(String relation, String href) {
    return "{\"rel\": \"" + relation + "\", \"href\": \"" + href + "\"}";
  }

  private static String catalog(String type, String... links) {
    return """
        {"type": "%s", "stac_version": "1.1.0", "id": "c", "links": [%s],
         "item_assets": {"red": {"bands": [{"data_type": "uint16", "nodata": 0, "scale": 0.5}]}}}
        """
        .formatted(type, String.join(", ", links));
  }

  private static final String TIF = "../data/one%20red.tif";

  /** A static catalogue: a catalog, of a collection and a catalog that leads back. */
  private static Map<String, String> staticCatalog() {
    return Map.of(
        "catalog.json",
        catalog("Catalog", link("self", "./catalog.json"), link("child", "./c/collection.json")),
        "c/collection.json",
        catalog(
            "Collection",
            link("root", "../catalog.json"),
            link("item", "./one.json"),
            link("item", "two.json"),
            link("item", "./one.json"),
            link("child", "../more.json")),
        "c/one.json",
        item("one", link("collection", "./collection.json"), TIF),
        "c/two.json",
        item("two", "", TIF),
        "more.json",
        catalog("Catalog", link("child", "catalog.json"), link("item", "c/three.json")),
        "c/three.json",
        item("three", link("collection", "./collection.json"), TIF),
        "data/one red.tif",
        "pixels");
  }

  private static Path write(Map<String, String> files, Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    return folder.resolve("catalog.json");
  }

  @Test
  void a_static_catalogue_is_followed_link_by_link_and_ends() throws IOException {
    Path start = write(staticCatalog(), root.resolve("stac"));

    SceneListing listing = list(start.toString(), Map.of());

    assertThat(parser.lists(product(Map.of()), start.toString())).isTrue();
    assertThat(all(listing)).containsExactly("one", "two", "three");
    assertThat(listing.isComplete()).isTrue();
  }

  @Test
  void files_and_servers_give_the_same_scenes_each_with_their_own_uris() throws IOException {
    Path start = write(staticCatalog(), root.resolve("stac"));
    staticCatalog().forEach((name, text) -> documents.put("/stac/" + name, text));

    SceneListing.Entry ofFile = list(start.toString(), Map.of()).next().orElseThrow();
    SceneListing.Entry ofServer = list(base + "/stac/catalog.json", Map.of()).next().orElseThrow();

    assertThat(ofFile.uri()).isEqualTo(root.resolve("stac/c/one.json").toUri().toString());
    assertThat(ofServer.uri()).isEqualTo(base + "/stac/c/one.json");
    assertThat(ofServer.scene().granules().get(0).uri())
        .isEqualTo(URI.create(base + "/stac/data/one%20red.tif"));
    assertThat(ofFile.scene().granules().get(0).uri())
        .isEqualTo(root.resolve("stac/data/one red.tif").toUri());
    assertThat(ofServer.scene().granules())
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("uri")
        .isEqualTo(ofFile.scene().granules());
    assertThat(ofServer.scene().granules().get(0).scaling().scale()).isEqualTo(0.5);
  }

  @Test
  void a_catalogue_lies_in_a_zip_too() throws IOException {
    Path zip = root.resolve("stac.zip");
    try (FileSystem files = FileSystems.newFileSystem(zip, Map.of("create", "true"))) {
      write(staticCatalog(), files.getPath("/stac"));
      Place start = Place.of(files.getPath("/stac/catalog.json"));
      Hrefs hrefs = new Hrefs(product(Map.of()), files.getPath("/stac"), Archives.local());

      SceneListing listing =
          new CatalogListing(
              Documents.over(HttpSettings.allowing(uri -> false)),
              new StacScenes(product(Map.of()), hrefs, NOT_OPENED, new CrsRegistry()),
              start,
              null,
              100);

      assertThat(all(listing)).containsExactly("one", "two", "three");
    }
  }

  @Test
  void what_is_broken_is_told_and_the_rest_goes_on() {
    staticCatalog().forEach((name, text) -> documents.put("/" + name, text));
    documents.put("/c/one.json", "{\"type\": \"Feature\", ");
    documents.remove("/c/two.json");
    documents.put(
        "/more.json",
        catalog(
            "Catalog",
            link("child", "gone.json"),
            link("child", "https://elsewhere.example/catalog.json"),
            link("item", "ftp://127.0.0.1/x.json"),
            link("item", "c/three.json")));

    SceneListing listing = list(base + "/catalog.json", Map.of());
    List<String> found = all(listing);

    assertThat(found).hasSize(6).contains("three");
    assertThat(found.get(0)).startsWith(base + "/c/one.json must be readable JSON");
    assertThat(found.get(1)).startsWith(base + "/c/two.json cannot be read: it does not exist");
    assertThat(found.get(2)).contains("was ftp://127.0.0.1/x.json");
    assertThat(found.get(4))
        .isEqualTo(
            "href must be a local file or on one of the product's hosts [127.0.0.1], was"
                + " https://elsewhere.example/catalog.json");
    assertThat(found.get(5)).startsWith(base + "/gone.json cannot be read");
    assertThat(listing.isComplete()).isFalse();
  }

  @Test
  void a_busy_server_is_asked_again() {
    staticCatalog().forEach((name, text) -> documents.put("/" + name, text));
    failures.put("/c/collection.json", 2);
    failures.put("/c/two.json", 3);

    List<String> found = all(list(base + "/catalog.json", Map.of()));

    assertThat(found).hasSize(3).contains("one", "three");
    assertThat(found.get(1)).contains("HTTP status 503, after 3 attempts");
  }

  @Test
  void other_servers_are_not_asked_also_not_by_a_redirect() {
    documents.put("/catalog.json", "http://localhost:" + server.getAddress().getPort() + "/x");

    assertThat(all(list(base + "/catalog.json", Map.of())))
        .containsExactly(
            base
                + "/catalog.json cannot be read: access to http://localhost:"
                + server.getAddress().getPort()
                + "/x is not allowed");
    assertThatThrownBy(() -> list(base + "/catalog.json", Map.of("hosts", "elsewhere.example")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("on one of the product's hosts [elsewhere.example]");
    assertThat(requests).containsExactly("/catalog.json");
  }

  @Test
  void files_outside_the_catalogues_folder_are_not_read() throws IOException {
    Path start = write(staticCatalog(), root.resolve("stac"));
    Files.writeString(root.resolve("secret.json"), item("secret", "", "a.tif"));
    Files.writeString(
        start, catalog("Catalog", link("item", "../secret.json"), link("item", "file:///etc/x")));

    assertThat(all(list(start.toString(), Map.of())))
        .containsExactly(
            "href must stay under " + root.resolve("stac") + ", was ../secret.json",
            "href must stay under " + root.resolve("stac") + ", was file:///etc/x");
  }

  private static String page(String links, String... items) {
    return "{\"type\": \"FeatureCollection\", \"features\": ["
        + String.join(", ", items)
        + "], \"links\": ["
        + links
        + "]}";
  }

  @Test
  void the_pages_of_an_api_are_followed_from_its_front_door() {
    String tif = "https://data.example/red.tif";
    documents.put(
        "/", catalog("Catalog", link("search", "/search"), link("child", "collections/c")));
    documents.put(
        "/collections/c", catalog("Collection", link("items", base + "/collections/c/items")));
    String collection = link("collection", base + "/collections/c");
    documents.put(
        "/collections/c/items",
        page(
            link("next", base + "/collections/c/items?token=2"),
            item("one", collection + ", " + link("self", base + "/collections/c/items/one"), tif),
            item("two", collection, tif)));
    documents.put("/collections/c/items?token=2", page("", item("three", collection, tif)));
    Map<String, String> hosts = Map.of("hosts", "127.0.0.1, data.example");

    SceneListing listing = list(base + "/", hosts);
    SceneListing.Entry one = listing.next().orElseThrow();
    SceneListing.Entry two = listing.next().orElseThrow();

    assertThat(one.uri()).isEqualTo(base + "/collections/c/items/one");
    assertThat(two.uri()).isEqualTo(base + "/#c/two");
    assertThat(one.stamp()).isEqualTo("2024-06-01T00:00:00Z");
    assertThat(one.scene().granules().get(0).scaling().scale()).isEqualTo(0.5);
    assertThat(requests).hasSize(3).doesNotContain("/collections/c/items?token=2");
    assertThat(all(listing)).containsExactly("three");
    assertThat(listing.isComplete()).isTrue();
    assertThat(requests).hasSize(4);
  }

  @Test
  void a_search_is_posted_and_its_next_body_merged_over_it() {
    String first = "{\"collections\":[\"c\"],\"limit\":1}";
    documents.put(
        "/search " + first,
        page(
            """
            {"rel": "next", "href": "%s/search", "method": "POST", "merge": true,
             "body": {"token": "2", "limit": 5}}"""
                .formatted(base),
            item("one", "", base + "/a.tif")));
    documents.put(
        "/search {\"collections\":[\"c\"],\"limit\":5,\"token\":\"2\"}",
        page(
            """
            {"rel": "next", "href": "%s/search", "method": "POST", "body": {"token": "3"}}"""
                .formatted(base),
            item("two", "", base + "/a.tif")));
    documents.put("/search {\"token\":\"3\"}", page("", item("three", "", base + "/a.tif")));
    documents.replaceAll(
        (asked, text) ->
            text.replace(
                "\"href\": \"" + base + "/a.tif\"",
                "\"data_type\": \"uint8\", \"href\": \"" + base + "/a.tif\""));

    SceneListing listing = list(base + "/search", Map.of("search", first));

    assertThat(all(listing)).containsExactly("one", "two", "three");
    assertThat(listing.isComplete()).isTrue();
  }

  @Test
  void pages_that_lead_in_circles_or_fail_end_the_listing_and_are_told() {
    String tif = base + "/a.tif";
    documents.put("/items", page(link("next", "/items?p=2"), item("one", "", tif)));
    documents.put("/items?p=2", page(link("next", "/items"), item("two", "", tif)));
    documents.replaceAll(
        (asked, text) -> text.replace("{\"href\"", "{\"data_type\": \"uint8\", \"href\""));
    SceneListing circle = list(base + "/items", Map.of());

    assertThat(all(circle))
        .containsExactly(
            "one", "two", "the next link of " + base + "/items?… must lead on, leads in circles");
    assertThat(circle.isComplete()).isFalse();

    documents.remove("/items?p=2");
    assertThat(all(list(base + "/items", Map.of())))
        .hasSize(2)
        .contains("one")
        .anyMatch(m -> m.startsWith(base + "/items?… cannot be read: it does not exist"));
  }

  @Test
  void a_catalogue_is_bounded_in_number_and_depth() {
    staticCatalog().forEach((name, text) -> documents.put("/" + name, text));
    SceneListing two = list(base + "/catalog.json", Map.of("max-items", "2"));

    assertThat(all(two))
        .containsExactly(
            "one",
            "two",
            base + "/catalog.json must have at most 2 items (option max-items), has more");
    assertThat(two.isComplete()).isFalse();

    for (int i = 0; i < 40; i++) {
      documents.put("/" + i, catalog("Catalog", link("child", "/" + (i + 1))));
    }
    assertThat(all(list(base + "/0", Map.of())))
        .containsExactly(base + "/33 must be at most 32 links deep, is deeper");
  }

  @Test
  void only_items_of_the_collection_asked_for_are_listed() {
    String other =
        item("other", "", base + "/a.tif")
            .replace("\"collection\": \"c\"", "\"collection\": \"d\"");
    documents.put("/items", page("", other, item("one", "", base + "/a.tif")));
    documents.replaceAll(
        (asked, text) -> text.replace("{\"href\"", "{\"data_type\": \"uint8\", \"href\""));

    assertThat(all(list(base + "/items", Map.of("collection", "c")))).containsExactly("one");
  }

  @Test
  void an_item_is_known_by_its_update_or_by_what_it_says() throws IOException {
    String text = item("one", "", base + "/a.tif");
    documents.put("/one.json", text);
    documents.put("/two.json", text.replace("\"updated\"", "\"else\""));
    documents.put("/three.json", text.replace("\"updated\"", "\"other\""));

    assertThat(stamp(base + "/one.json?sig=secret")).isEqualTo("none");
    documents.put("/one.json?sig=secret", text);
    assertThat(stamp(base + "/one.json?sig=secret")).isEqualTo("2024-06-01T00:00:00Z");
    assertThat(list(base + "/one.json?sig=secret", Map.of()).next().orElseThrow().uri())
        .isEqualTo(base + "/one.json");
    assertThat(stamp(base + "/two.json"))
        .hasSize(64)
        .isEqualTo(stamp(base + "/two.json"))
        .isNotEqualTo(stamp(base + "/three.json"));
    Path file = Files.writeString(root.resolve("one.json"), text);
    assertThat(stamp(file.toString()))
        .isEqualTo(Files.getLastModifiedTime(file).toInstant() + " " + Files.size(file));
  }

  private String stamp(String location) {
    try {
      return list(location, Map.of()).next().orElseThrow().stamp();
    } catch (SceneParseException e) {
      return "none";
    }
  }

  @Test
  void directories_are_walked_and_documents_listed() {
    ProductDefinition product = product(Map.of());
    assertThat(parser.lists(product, "/archive/stac")).isFalse();
    assertThat(parser.lists(product, "/archive/stac/catalog.json")).isTrue();
    assertThat(parser.lists(product, "s3://bucket/collection.json")).isTrue();
    assertThat(parser.lists(product, "s3://bucket/stac/")).isFalse();
    assertThat(parser.lists(product, "https://api.example/v1/collections/c/items?limit=9"))
        .isTrue();
    assertThatThrownBy(() -> list(base, Map.of("max-items", "0")))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("max-items must be a whole number of 1 to 999999999, was 0");
    assertThatThrownBy(() -> list(base, Map.of("search", "collections=c")))
        .hasMessageContaining("search must be readable JSON");
  }
}
