// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.io.remote.Archives;
import org.chronocube.product.SceneParseException;

/**
 * What hrefs lead to. Documents come from elsewhere: they must not be able to name any file or
 * server they like. Files must lie under the root; HTTP servers and S3 buckets must be among the
 * product's hosts.
 *
 * @param product whose hosts are allowed
 * @param root absolute directory under which files must lie; null when there are none
 * @param archives for {@code s3} links to documents
 */
record Hrefs(ProductDefinition product, Path root, Archives archives) {

  private static final Set<String> SERVERS = Set.of("http", "https", "s3");

  /**
   * A document on a server.
   *
   * @throws SceneParseException when the server is none of the product's hosts
   */
  Place server(String location) {
    return Place.of(server(Place.reference(location), location));
  }

  /**
   * A document that another one names.
   *
   * @throws SceneParseException when it is not allowed to
   */
  Place document(Place base, String href) {
    URI uri = Place.reference(href);
    if (!isAbsolute(uri)) {
      return base.path() == null
          ? Place.of(server(base.resolve(href), href))
          : Place.of(inside(base.file(href), href));
    }
    if (uri.getScheme().equalsIgnoreCase("file")) {
      return Place.of(inside(local(uri, base), href));
    }
    URI allowed = server(uri, href);
    return uri.getScheme().equalsIgnoreCase("s3") ? Place.of(bucket(allowed)) : Place.of(allowed);
  }

  /**
   * The URI of a file that a document names; of a local one it is checked that it is there.
   *
   * @throws SceneParseException when it is not allowed to, or the file is missing
   */
  URI asset(Place base, String href) {
    URI uri = Place.reference(href);
    if (isAbsolute(uri) && !uri.getScheme().equalsIgnoreCase("file")) {
      return server(uri, href);
    }
    if (!isAbsolute(uri) && base.path() == null) {
      return server(base.resolve(href), href);
    }
    Path file = inside(isAbsolute(uri) ? local(uri, base) : base.file(href), href);
    if (isNear(file) && !Files.isRegularFile(file)) {
      throw new SceneParseException("asset must be a file that exists, was " + file);
    }
    return file.toUri();
  }

  // One letter is a drive, and no scheme.
  private static boolean isAbsolute(URI uri) {
    return uri.getScheme() != null && uri.getScheme().length() > 1;
  }

  /** True when it costs nothing to ask whether a file is there. */
  private static boolean isNear(Path file) {
    FileSystemProvider provider = file.getFileSystem().provider();
    return provider.getScheme().equals("file") || provider.getScheme().equals("jar");
  }

  private Path local(URI uri, Place base) {
    if (base.path() == null) {
      throw new SceneParseException("href must be no local file, was " + uri + " in " + base);
    }
    try {
      return Path.of(uri).normalize();
    } catch (IllegalArgumentException e) {
      throw new SceneParseException("href must be a file, was " + uri, e);
    }
  }

  private Path inside(Path file, String href) {
    if (root == null || !file.getFileSystem().equals(root.getFileSystem())) {
      throw new SceneParseException("href must be on the same file system, was " + href);
    }
    if (!file.startsWith(root)) {
      throw new SceneParseException("href must stay under " + root + ", was " + href);
    }
    return file;
  }

  private Path bucket(URI uri) {
    try {
      return archives.path(uri.toString());
    } catch (IOException e) {
      throw new SceneParseException("href cannot be read: " + e.getMessage(), e);
    }
  }

  private URI server(URI uri, String href) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    String host = uri.getHost() == null ? String.valueOf(uri.getRawAuthority()) : uri.getHost();
    if (SERVERS.contains(scheme) && product.hosts().contains(host.toLowerCase(Locale.ROOT))) {
      return uri;
    }
    throw new SceneParseException(
        "href must be a local file or on one of the product's hosts "
            + new TreeSet<>(product.hosts())
            + ", was "
            + href);
  }
}
