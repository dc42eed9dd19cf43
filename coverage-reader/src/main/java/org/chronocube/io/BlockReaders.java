// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.chronocube.io.range.ByteSources;
import org.chronocube.io.range.OpenedSource;
import org.chronocube.io.range.SchemeByteSources;
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

  private final ByteSources files;
  private final List<RasterFormat> formats;
  private final Map<String, RasterView> views;
  private final Cache<URI, BlockReader> readers =
      Caffeine.newBuilder().maximumSize(MAX_HEADERS).executor(Runnable::run).build();

  /** Without views; see {@link #BlockReaders(ByteSources, List, List)}. */
  public BlockReaders(Map<String, ByteSources> sources, List<RasterFormat> formats) {
    this(new SchemeByteSources(sources), formats, List.of());
  }

  /**
   * @param files where bytes come from
   * @param formats asked in this order
   * @param views with unique names; what URIs with a fragment stand for
   */
  public BlockReaders(ByteSources files, List<RasterFormat> formats, List<RasterView> views) {
    this.files = files;
    this.formats = List.copyOf(formats);
    this.views = views.stream().collect(Collectors.toMap(RasterView::name, Function.identity()));
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
    return uri.getRawFragment() == null ? readers.get(uri, this::read) : view(uri);
  }

  // A view opens other rasters, which must not happen while the cache computes an entry.
  private BlockReader view(URI uri) {
    String[] fragment = uri.getFragment().split("=", 2);
    RasterView view = views.get(fragment[0]);
    if (view == null) {
      throw new RasterReadException(
          "cannot open "
              + UriText.of(uri)
              + ": its fragment must be one of "
              + new TreeSet<>(views.keySet())
              + ", was "
              + fragment[0]);
    }
    URI file = URI.create(uri.toString().substring(0, uri.toString().indexOf('#')));
    BlockReader opened =
        view.open(
            file, fragment.length < 2 ? "" : fragment[1], new RasterView.Surroundings(this, files));
    BlockReader earlier = readers.asMap().putIfAbsent(uri, opened);
    if (earlier == null || earlier.isCurrent()) {
      return earlier == null ? opened : earlier;
    }
    // Another thread kept what it had opened before the file changed.
    readers.asMap().replace(uri, earlier, opened);
    return opened;
  }

  private BlockReader read(URI uri) {
    try {
      OpenedSource file = files.open(uri);
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
}
