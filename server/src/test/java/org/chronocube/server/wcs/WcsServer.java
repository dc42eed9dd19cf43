// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.cube.Cube;
import org.chronocube.io.BlockReader;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.IndexReport;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.CoverageStore;
import org.chronocube.server.datadir.GlobalSettings;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.datadir.TimeDimension;
import org.chronocube.server.datadir.Workspace;
import org.chronocube.server.http.HttpServer;
import org.chronocube.server.http.HttpSettings;
import org.chronocube.server.http.Router;
import org.chronocube.server.ows.OwsDispatcher;

/** A WCS over HTTP for tests: every cube of a catalog is a coverage {@code test__cube}. */
final class WcsServer implements AutoCloseable {

  private final Path folder;
  private final Datacube datacube;
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private int files;

  private WcsServer(Path folder, Datacube datacube, HttpServer server) {
    this.folder = folder;
    this.datacube = datacube;
    this.server = server;
  }

  /**
   * Indexes the archive of a catalog into a database in a folder, and serves it.
   *
   * @param settings elements of {@code wcs.xml}
   */
  static WcsServer start(Path catalog, Path folder, Map<String, String> settings) {
    Datacube datacube =
        Datacubes.open(
            catalog,
            DatacubeOptions.DEFAULTS.withIndex("jdbc:sqlite:" + folder.resolve("wcs-test.sqlite")));
    List<IndexReport> reports =
        new Indexer(datacube, ProductParsers.discover()).indexCatalog(IndexProgress.NONE);
    reports.forEach(
        r -> {
          if (!r.skipped().isEmpty()) {
            throw new AssertionError(r.skipped().toString());
          }
        });
    WcsService service = new WcsService(configuration(datacube, settings), layer -> datacube);
    OwsDispatcher ows =
        new OwsDispatcher(
            List.of(service), Set.of("test"), (request, response) -> Router.notFound(response));
    HttpServer server =
        new HttpServer(HttpSettings.onPort(0), new Router().mount("geoserver", ows));
    server.start();
    return new WcsServer(folder, datacube, server);
  }

  private static Configuration configuration(Datacube datacube, Map<String, String> settings) {
    Workspace workspace = new Workspace("test", "http://test");
    CoverageStore store = new CoverageStore(workspace, "store", "Chronocube", Path.of("none"));
    ServiceSettings wcs =
        new ServiceSettings(
            true,
            "WCS",
            "Test & coverage",
            "Served for tests",
            List.of("cube", "time"),
            "NONE",
            "NONE",
            Optional.empty(),
            List.of(),
            settings);
    return new Configuration(
        List.of(workspace),
        Optional.of(workspace),
        List.of(store),
        datacube.catalog().cubes().stream().map(c -> layer(store, c)).toList(),
        List.of(),
        List.of(),
        new GlobalSettings(contact(), Optional.empty()),
        ServiceSettings.defaults("WMS"),
        wcs,
        ServiceSettings.defaults("WPS"),
        ServiceSettings.defaults("WMTS"));
  }

  private static GlobalSettings.Contact contact() {
    return new GlobalSettings.Contact(
        Optional.of("A. Person"),
        Optional.of("Organisation"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of("Gent"),
        Optional.empty(),
        Optional.empty(),
        Optional.of("Belgium"),
        Optional.of("+32"),
        Optional.empty(),
        Optional.of("a@example.org"),
        Optional.of("https://example.org/"));
  }

  private static CoverageLayer layer(CoverageStore store, Cube cube) {
    TimeDimension time =
        new TimeDimension(
            TimeDimension.Presentation.LIST,
            Optional.empty(),
            "ISO8601",
            TimeDimension.DefaultStrategy.MAXIMUM,
            Optional.empty(),
            false,
            Optional.empty(),
            false);
    return new CoverageLayer(
        store,
        cube.name(),
        cube.name(),
        cube.title(),
        cube.description(),
        List.of("a keyword"),
        cube.grid().crs(),
        Optional.empty(),
        Optional.empty(),
        true,
        true,
        false,
        cube.name().endsWith("timeless") ? Optional.empty() : Optional.of(time),
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  Datacube datacube() {
    return datacube;
  }

  URI wcs() {
    return server.root().resolve("geoserver/wcs");
  }

  /** A GET; spaces, quotes and pipes of the query are encoded, percent signs stay. */
  HttpResponse<byte[]> get(String query) {
    String encoded =
        query.replace("\"", "%22").replace(" ", "%20").replace("|", "%7C").replace(";", "%3B");
    return send(HttpRequest.newBuilder(URI.create(wcs() + "?" + encoded)));
  }

  HttpResponse<byte[]> getCoverage(String id, String query) {
    return get(
        "service=WCS&version=2.0.1&request=GetCoverage&coverageId=test__" + id + "&" + query);
  }

  HttpResponse<byte[]> post(String xml) {
    return send(
        HttpRequest.newBuilder(wcs())
            .header("Content-Type", "application/xml")
            .POST(HttpRequest.BodyPublishers.ofString(xml)));
  }

  private HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** A GeoTIFF answer, opened by the reader that reads archives. */
  BlockReader raster(byte[] body) {
    try {
      Path file = folder.resolve("answer-" + files++ + ".tif");
      Files.write(file, body);
      return datacube.rasters().open(file.toUri());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.close();
    datacube.close();
  }
}
