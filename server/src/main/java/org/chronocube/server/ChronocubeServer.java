// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.geotools.DatacubeReader;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.DataDirectory;
import org.chronocube.server.datadir.DatacubeStoreOpener;
import org.chronocube.server.datadir.Workspace;
import org.chronocube.server.http.HttpServer;
import org.chronocube.server.http.HttpSettings;
import org.chronocube.server.http.Router;
import org.chronocube.server.ows.OwsDispatcher;
import org.chronocube.server.ows.OwsService;
import org.chronocube.server.rest.GranulesRest;
import org.chronocube.server.security.Credentials;
import org.chronocube.server.wcs.WcsService;
import org.chronocube.server.wms.WmsService;
import org.chronocube.server.wmts.LayerCube;
import org.chronocube.server.wmts.WmtsService;
import org.chronocube.server.wps.WpsService;
import org.chronocube.web.Caller;
import org.chronocube.web.Endpoint;
import org.chronocube.web.api.ServicePaths;
import org.chronocube.web.api.WebApi;
import org.geotools.process.ProcessFactory;

/**
 * The embedded server: the OGC services of a GeoServer data directory, at the root and, for clients
 * that are set up for GeoServer, below {@code geoserver/}; and the map page.
 */
public final class ChronocubeServer implements AutoCloseable {

  private static final String GEOSERVER = "geoserver";

  private final DataDirectory directory;
  private final WpsService processes;
  private final HttpServer http;

  private ChronocubeServer(DataDirectory directory, WpsService processes, HttpServer http) {
    this.directory = directory;
    this.processes = processes;
    this.http = http;
  }

  /**
   * Opens a data directory; nothing is served before {@link #start}. Whoever reaches the server may
   * do everything: for a program that lets nobody else near.
   *
   * @param root of the data directory
   * @param options index, cache and threads of its stores
   * @param settings of HTTP; without a public root, the data directory's proxy base URL is taken
   * @throws org.chronocube.ChronocubeException naming the file or store that is wrong
   */
  public static ChronocubeServer open(Path root, DatacubeOptions options, HttpSettings settings) {
    return open(root, options, settings, List.of());
  }

  /**
   * Opens a data directory, with more processes than Chronocube's own.
   *
   * @param more factories of processes that its WPS offers besides
   */
  public static ChronocubeServer open(
      Path root, DatacubeOptions options, HttpSettings settings, List<ProcessFactory> more) {
    return open(root, options, settings, more, credentials -> Caller.TRUSTED);
  }

  /**
   * Opens a data directory for callers who are asked what they may do.
   *
   * @param more factories of processes that its WPS offers besides
   * @param callers tells who sent a request, e.g. an {@link
   *     org.chronocube.server.security.Authenticator}
   */
  public static ChronocubeServer open(
      Path root,
      DatacubeOptions options,
      HttpSettings settings,
      List<ProcessFactory> more,
      Function<Credentials, Caller> callers) {
    DataDirectory directory = DataDirectory.open(root, new DatacubeStoreOpener(options));
    try {
      HttpSettings behind = withProxy(settings, directory.configuration());
      WpsService processes = WpsService.of(directory, root, more);
      WmsService maps = new WmsService(directory);
      List<OwsService> services =
          List.of(
              maps,
              new WmtsService(
                  directory.configuration(), maps.tiles(), layer -> cube(directory, layer)),
              new WcsService(directory.configuration(), layer -> datacube(directory, layer)),
              processes);
      HttpServer http = new HttpServer(behind, endpoint(directory, root, services), callers);
      return new ChronocubeServer(directory, processes, http);
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static Endpoint endpoint(DataDirectory directory, Path root, List<OwsService> services) {
    Set<String> workspaces =
        directory.configuration().workspaces().stream()
            .map(Workspace::name)
            .collect(Collectors.toSet());
    WebApi page = new WebApi(new MapLayers(directory), new ServicePaths("wms", "wcs", "wps"));
    OwsDispatcher atRoot = new OwsDispatcher(services, workspaces, page);
    OwsDispatcher asGeoServer =
        new OwsDispatcher(services, workspaces, (request, response) -> Router.notFound(response));
    return new Router()
        .mount("", new ReadGuard(atRoot, atRoot::isService))
        .mount(GEOSERVER, new ReadGuard(asGeoServer, asGeoServer::isService))
        .mount(GEOSERVER + "/rest", new GranulesRest(directory, root));
  }

  private static Datacube datacube(DataDirectory directory, CoverageLayer layer) {
    return ((DatacubeReader) directory.reader(layer)).datacube();
  }

  private static LayerCube cube(DataDirectory directory, CoverageLayer layer) {
    DatacubeReader reader = (DatacubeReader) directory.reader(layer);
    return new LayerCube(reader.datacube(), reader.cube(layer.coverageName()));
  }

  // GeoServer's proxy base URL names GeoServer itself; ours names the root above it.
  private static HttpSettings withProxy(HttpSettings settings, Configuration configuration) {
    Optional<URI> configured =
        configuration
            .global()
            .proxyBaseUrl()
            .map(uri -> URI.create(uri.toString().replaceFirst("/" + GEOSERVER + "/?$", "/")));
    return settings.publicRoot().isPresent() || configured.isEmpty()
        ? settings
        : settings.behindProxy(configured, settings.trustForwarded());
  }

  /**
   * Listens.
   *
   * @throws org.chronocube.ChronocubeException when the address cannot be bound
   */
  public void start() {
    http.start();
  }

  /** Root of the server on this machine, with a trailing slash. */
  public URI root() {
    return http.root();
  }

  /** What is published. */
  public Configuration configuration() {
    return directory.configuration();
  }

  /** Waits until the server has stopped. */
  public void join() throws InterruptedException {
    http.join();
  }

  /** Dismisses running processes, lets running requests end, then closes the stores. */
  @Override
  public void close() {
    try {
      processes.close();
      http.close();
    } finally {
      directory.close();
    }
  }
}
