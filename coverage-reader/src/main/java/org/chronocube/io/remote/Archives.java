// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.range.HttpByteSources;
import org.chronocube.io.range.HttpSettings;
import org.chronocube.io.range.SchemeByteSources;
import org.chronocube.io.zip.ZipByteSources;

/**
 * Where archives lie: turns locations into paths, and the URIs of paths into bytes. Immutable, safe
 * for concurrent use.
 *
 * <pre>{@code
 * Path folder = archives.path("s3://eodata/Sentinel-2/MSI/L2A/2024/05/01");
 * try (Stream<Path> products = Files.list(folder)) { … }
 * OpenedSource band = archives.files().open(folder.resolve("…/B04.jp2").toUri());
 * }</pre>
 */
public final class Archives {

  private final ByteSources files;

  private Archives(ByteSources files) {
    this.files = files;
  }

  /** The local file system only, and the zips in it. */
  public static Archives local() {
    return new Archives(withZips(Map.of("file", FileByteSources.anywhere()), 32L << 20));
  }

  /**
   * The local file system and HTTP(S) servers.
   *
   * @param inflatedBytes that are kept of deflated entries of zips
   */
  public static Archives of(HttpSettings settings, long inflatedBytes) {
    HttpByteSources http = new HttpByteSources(settings);
    return new Archives(
        withZips(
            Map.of("file", FileByteSources.anywhere(), "http", http, "https", http),
            inflatedBytes));
  }

  private static ByteSources withZips(Map<String, ByteSources> sources, long inflatedBytes) {
    Map<String, ByteSources> all = new HashMap<>(sources);
    all.put("jar", new ZipByteSources(new SchemeByteSources(sources), inflatedBytes));
    return new SchemeByteSources(all);
  }

  /**
   * The path that a location names. Whether something is there is not looked at.
   *
   * @param location a local path, or a URI: {@code file:///…}, {@code s3://bucket/key}, {@code
   *     https://host/path}
   * @throws IOException when it is none of these, or it is not allowed to be read; the message
   *     shows no secrets
   */
  public Path path(String location) throws IOException {
    try {
      return isUri(location) ? Path.of(URI.create(location)) : Path.of(location);
    } catch (IllegalArgumentException | FileSystemNotFoundException e) {
      throw new IOException("location must be a path or a URI: " + e.getMessage(), e);
    }
  }

  /** True when a location is no local path; {@code C:\} is one. */
  public static boolean isUri(String location) {
    return location.matches("[a-z][a-z0-9+.-]+:.*");
  }

  /** The bytes of files by the URIs of their paths, also of those inside a zip. */
  public ByteSources files() {
    return files;
  }
}
