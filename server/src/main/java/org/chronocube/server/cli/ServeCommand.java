// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.index.SceneQuery;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.IndexReport;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.server.ChronocubeServer;
import org.chronocube.server.http.HttpSettings;
import org.chronocube.server.security.Authenticator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chronocube serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Serves a data directory over WMS, WCS and WPS, with a map page at the root.",
      "",
      "Products of the catalog that have no scene in the index yet are indexed first; later"
          + " arrivals are brought in by 'chronocube index', also while the server runs, or by the"
          + " server itself with --watch.",
      "",
      "On this machine anybody may look; to run processes and to change what is published takes a"
          + " login ('chronocube user', 'chronocube key'). From other machines everything does, if"
          + " --anonymous does not say otherwise."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube serve",
      "      the shipped archive at http://127.0.0.1:8080/",
      "  chronocube serve --port 0",
      "      at any free port",
      "  chronocube serve --data-dir /srv/eo --index jdbc:postgresql://db/archive?user=eo --read-only",
      "      one of several servers that share an index",
      "  chronocube serve --anonymous read,process",
      "      for trying out processes without a login",
      "  chronocube serve --host 0.0.0.0 --port 8443 --tls-keystore server.p12 --anonymous read",
      "      over HTTPS, open for everybody to look",
      "  chronocube serve --anonymous read --proxy-base-url https://maps.example.org/eo/",
      "      behind a proxy on this machine",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:Stopped on request (Ctrl-C, SIGTERM).",
      "1:The data directory or the index failed.",
      "2:The command line is wrong.",
      "4:The port is in use."
    })
final class ServeCommand implements Callable<Integer> {

  @Mixin private DataOptions data;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port to listen on, 0 for any free one. Default: ${DEFAULT-VALUE}")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to listen on; 0.0.0.0 for all. Default: ${DEFAULT-VALUE}")
  private String host;

  @Option(names = "--read-only", description = "Leave the index as it is.")
  private boolean readOnly;

  @Option(
      names = "--watch",
      description = "Follow the archives: index what arrives, as 'chronocube watch' does.")
  private boolean watch;

  @Option(
      names = "--ingest",
      description = "With --watch: write what was indexed into the persistent cubes.")
  private boolean ingest;

  @Option(
      names = "--proxy-base-url",
      paramLabel = "URL",
      description = "How clients see the server's root behind a proxy.")
  private URI proxyBase;

  @Mixin private AccessOptions access;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    long begun = System.nanoTime();
    PrintWriter err = spec.commandLine().getErr();
    HttpSettings settings = settings();
    Authenticator callers = access.authenticator(data.dataDir(), host, proxyBase != null);
    access.warnings(host, proxyBase != null).forEach(warning -> err.println("warning: " + warning));
    Optional<String> taken = taken();
    if (taken.isPresent()) {
      err.println("chronocube: " + taken.get());
      return ExitCode.PORT;
    }
    // The EPSG database takes seconds to wake; indexing and the server can go on beside it.
    CompletableFuture<Void> projections = CompletableFuture.runAsync(ServeCommand::wakeProjections);
    if (!readOnly) {
      indexNew(err);
    }
    ChronocubeServer server =
        ChronocubeServer.open(data.dataDir(), data.options(readOnly), settings, List.of(), callers);
    projections.join();
    server.start();
    announce(server, callers, (System.nanoTime() - begun) / 1e9);
    if (watch) {
      startWatching(err);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, err), "stop"));
    server.join();
    return ExitCode.OK;
  }

  private HttpSettings settings() {
    if (ingest && !watch) {
      throw new InvalidParameterException(
          "--ingest", "--ingest must be given with --watch, was not");
    }
    if (watch && readOnly) {
      throw new InvalidParameterException(
          "--watch", "--watch must not be given with --read-only, was given");
    }
    if (port < 0 || port > 65_535) {
      throw new InvalidParameterException("--port", "--port must be in 0..65535, was " + port);
    }
    if (proxyBase != null && (proxyBase.getHost() == null || !isHttp(proxyBase))) {
      throw new InvalidParameterException(
          "--proxy-base-url", "--proxy-base-url must be an http or https URL, was " + proxyBase);
    }
    return HttpSettings.onPort(port)
        .withHost(host)
        .behindProxy(Optional.ofNullable(proxyBase), access.trustProxy())
        .withCors(access.cors())
        .withTls(access.tls());
  }

  private static boolean isHttp(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  // Told before anything is indexed, not after.
  private Optional<String> taken() {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new InvalidParameterException("--host", "--host must be an address, was " + host);
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "--port must be free on " + host + ", was " + port + " (" + e.getMessage() + ")");
    }
  }

  private static void wakeProjections() {
    CrsRegistry crs = new CrsRegistry();
    crs.transform(CrsRegistry.WGS84, "EPSG:3857");
    crs.isNorthingFirst(CrsRegistry.WGS84);
  }

  private void indexNew(PrintWriter err) {
    try (Datacube datacube = data.open(false);
        IndexSession session = new IndexSession(err)) {
      Indexer indexer = new Indexer(datacube, ProductParsers.discover());
      for (ProductDefinition product : datacube.catalog().products()) {
        SceneQuery any = SceneQuery.of(List.of(product.product().id()));
        if (datacube.index().timeBounds(any).isEmpty()) {
          tell(indexer.indexProduct(product, session), err);
        }
      }
    }
  }

  // Ends with the process: what it inserts are transactions, and a broken-off one leaves nothing.
  private void startWatching(PrintWriter err) {
    Thread watching =
        new Thread(
            () -> {
              try {
                Watching.forServer(data, ingest)
                    .run(
                        millis -> {
                          Thread.sleep(millis);
                          return false;
                        },
                        IndexProgress.NONE,
                        spec.commandLine().getOut(),
                        err);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } catch (ChronocubeException e) {
                err.println("chronocube: archives are no longer followed: " + e.getMessage());
              }
            },
            "watch");
    watching.setDaemon(true);
    watching.start();
  }

  private static void tell(IndexReport report, PrintWriter err) {
    for (IndexReport.Skipped skipped : report.skipped()) {
      err.println("skipped " + skipped.path() + ": " + skipped.reason());
    }
  }

  private void announce(ChronocubeServer server, Authenticator callers, double seconds) {
    PrintWriter out = spec.commandLine().getOut();
    String root = Optional.ofNullable(proxyBase).orElse(server.root()).toString();
    String base = root.endsWith("/") ? root : root + "/";
    out.printf(Locale.ROOT, "Chronocube is ready after %.1f s%n%n", seconds);
    out.println("  Map page  " + base);
    for (List<String> service :
        List.of(List.of("wms", "1.3.0"), List.of("wcs", "2.0.1"), List.of("wps", "1.0.0"))) {
      String name = service.get(0).toUpperCase(Locale.ROOT);
      out.printf(
          "  %-8s  %s%s?service=%s&version=%s&request=GetCapabilities%n",
          name, base, service.get(0), name, service.get(1));
    }
    out.printf("%n%s%n", AccessOptions.told(callers.anybody()));
    out.printf("%nStop with Ctrl-C.%n");
    out.flush();
  }

  // A server that stops because it is told to has done its work: 0, not 128 + the signal.
  private static void stop(ChronocubeServer server, PrintWriter err) {
    int code = ExitCode.OK;
    try {
      server.close();
    } catch (ChronocubeException e) {
      err.println("chronocube: " + e.getMessage());
      code = ExitCode.FAILED;
    }
    err.flush();
    Runtime.getRuntime().halt(code);
  }
}
