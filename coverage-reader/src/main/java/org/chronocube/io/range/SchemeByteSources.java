// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * Resources of several kinds, told apart by the scheme of their URIs.
 *
 * @param sources by scheme in lower case; other schemes are refused
 */
public record SchemeByteSources(Map<String, ByteSources> sources) implements ByteSources {

  public SchemeByteSources {
    sources = Map.copyOf(sources);
  }

  @Override
  public OpenedSource open(URI uri) throws IOException {
    return of(uri).open(uri);
  }

  @Override
  public ByteBuffer readAll(URI uri) throws IOException {
    return of(uri).readAll(uri);
  }

  private ByteSources of(URI uri) throws IOException {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    ByteSources found = sources.get(scheme);
    if (found == null) {
      throw new IOException(
          "URI scheme must be one of "
              + new TreeSet<>(sources.keySet())
              + ", was '"
              + scheme
              + "'");
    }
    return found;
  }
}
