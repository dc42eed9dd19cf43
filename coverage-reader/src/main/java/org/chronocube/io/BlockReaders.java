// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.OpenedSource;
import org.chronocube.io.range.UriText;

/**
 * Opens rasters of all formats from all places it was given, and keeps their headers. A file that
 * has changed is opened anew. Safe for concurrent use; holds no open files.
 *
 * <pre>{@code
 * RasterOpener rasters =
 *     new BlockReaders(
 *         Map.of("file", FileByteSources.anywhere()),
 *         List.of(new TiffFormat(new BlockCache(256L << 20))));
 * }</pre>
 */
public final class BlockReaders implements RasterOpener {

  private static final int MAX_HEADERS = 4096;

  private final Map<String, ByteSources> sources;
  private final List<RasterFormat> formats;
  private final Cache<URI, BlockReader> readers =
      Caffeine.newBuilder().maximumSize(MAX_HEADERS).executor(Runnable::run).build();

  /**
   * @param sources where bytes come from, by URI scheme in lower case; other schemes are refused
   * @param formats asked in this order
   */
  public BlockReaders(Map<String, ByteSources> sources, List<RasterFormat> formats) {
    this.sources = Map.copyOf(sources);
    this.formats = List.copyOf(formats);
  }

  @Override
  public BlockReader open(URI uri) {
    BlockReader kept = readers.getIfPresent(uri);
    if (kept != null) {
      if (kept.isCurrent()) {
        return kept;
      }
      readers.asMap().remove(uri, kept);
    }
    return readers.get(uri, this::read);
  }

  private BlockReader read(URI uri) {
    try {
      OpenedSource file = sources(uri).open(uri);
      for (RasterFormat format : formats) {
        if (format.recognises(file.head().duplicate())) {
          return format.open(file);
        }
      }
    } catch (IOException e) {
      throw new RasterReadException("cannot open " + UriText.of(uri) + ": " + e.getMessage(), e);
    }
    throw new RasterReadException(
        "cannot open "
            + UriText.of(uri)
            + ": its first bytes are of none of the known formats "
            + formats.stream().map(RasterFormat::name).toList());
  }

  private ByteSources sources(URI uri) throws IOException {
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
