// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.DataDirectory;
import org.chronocube.server.datadir.DatacubeStoreOpener;
import org.chronocube.server.http.HttpServer;
import org.chronocube.server.http.HttpSettings;
import org.chronocube.server.security.Credentials;
import org.chronocube.web.Caller;
import org.geotools.process.ProcessFactory;

/**
 * The embedded server: the OGC services of a GeoServer data directory, at the root and, for clients
 * that are set up for GeoServer, below {@code geoserver/}; and the map page. It follows the files
 * of the data directory while it runs.
 */
public final class ChronocubeServer implements AutoCloseable {

  private final LiveServices services;
  private final HttpServer http;

  private ChronocubeServer(LiveServices services, HttpServer http) {
    this.services = services;
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
      LiveServices services = new LiveServices(root, directory, more);
      return new ChronocubeServer(services, new HttpServer(behind, services, callers));
    } catch (RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  // GeoServer's proxy base URL names GeoServer itself; ours names the root above it.
  private static HttpSettings withProxy(HttpSettings settings, Configuration configuration) {
    Optional<URI> configured =
        configuration
            .global()
            .proxyBaseUrl()
            .map(
                uri ->
                    URI.create(
                        uri.toString().replaceFirst("/" + LiveServices.GEOSERVER + "/?$", "/")));
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

  /** What is published now. */
  public Configuration configuration() {
    return services.directory().configuration();
  }

  /** Waits until the server has stopped. */
  public void join() throws InterruptedException {
    http.join();
  }

  /** Dismisses running processes, lets running requests end, then closes the stores. */
  @Override
  public void close() {
    try {
      services.close();
      http.close();
    } finally {
      services.closeStores();
    }
  }
}
