// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.server.ChronocubeServer;
import org.chronocube.server.http.HttpSettings;
import org.chronocube.server.security.AccountManager;
import org.chronocube.server.security.Authenticator;
import org.chronocube.web.Right;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * The embedded server on a free port, over a copy of the shipped data directory. Anybody may read,
 * as on loopback by default; one user administrates.
 */
final class EmbeddedServer implements CloseableResource, AutoCloseable {

  private static final DatacubeOptions SMALL = new DatacubeOptions(null, 32L << 20, 2, false);

  /** Of this one run. */
  static final Credentials ADMINISTRATOR = new Credentials("admin", UUID.randomUUID().toString());

  private final Path copy;
  private final ChronocubeServer server;

  private EmbeddedServer(Path copy, ChronocubeServer server) {
    this.copy = copy;
    this.server = server;
  }

  static EmbeddedServer start() {
    try {
      Path copy = Files.createTempDirectory("chronocube-contract");
      copy(Path.of("..", "data-dir").toAbsolutePath().normalize(), copy);
      index(copy.resolve("chronocube/catalog.yaml"));
      new AccountManager(copy)
          .putUser(
              ADMINISTRATOR.user(),
              ADMINISTRATOR.password().toCharArray(),
              List.of("administrator"),
              false);
      Authenticator callers = Authenticator.of(copy, Set.of(Right.READ), Optional.empty());
      ChronocubeServer server =
          ChronocubeServer.open(copy, SMALL, HttpSettings.onPort(0), List.of(), callers);
      server.start();
      return new EmbeddedServer(copy, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where GeoServer's addresses start. */
  URI geoserver() {
    return server.root().resolve("geoserver/");
  }

  private static void index(Path catalog) {
    try (Datacube datacube = Datacubes.open(catalog, SMALL)) {
      Indexer indexer = new Indexer(datacube, ProductParsers.discover());
      datacube
          .catalog()
          .products()
          .forEach(product -> indexer.indexProduct(product, IndexProgress.NONE));
    }
  }

  // An index that somebody made by hand would hide what the files say.
  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(p -> !p.getFileName().toString().startsWith("index.sqlite")).toList();
    }
    for (Path file : files) {
      Path target = to.resolve(from.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    List<Path> files;
    try (Stream<Path> all = Files.walk(copy)) {
      files = all.sorted((a, b) -> b.getNameCount() - a.getNameCount()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
