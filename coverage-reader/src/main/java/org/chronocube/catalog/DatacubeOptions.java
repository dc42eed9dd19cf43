// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

/**
 * How a catalog is opened.
 *
 * @param index JDBC URL that replaces the catalog's, or null
 * @param cacheBytes memory for pixels, > 0: half of it keeps decoded blocks, whatever the number of
 *     requests, and half is what one request may take for its tiles under way, its answer not
 *     counted. Bytes are those of the heap, see {@link org.chronocube.io.ArrayMemory}
 * @param compositeBytes the same for one median or percentile at a time, whose tiles keep every
 *     date: the more, the fewer blocks are decoded twice; other ones meanwhile take what any
 *     request may
 * @param threads most reads at a time, ≥ 1
 * @param readOnly true when the index must not be written
 */
public record DatacubeOptions(
    String index, long cacheBytes, long compositeBytes, int threads, boolean readOnly) {

  /**
   * The catalog's own index, an eighth of the heap for pixels and five sixteenths for a composite,
   * one read a processor, writable.
   */
  public static final DatacubeOptions DEFAULTS =
      new DatacubeOptions(
          null,
          Runtime.getRuntime().maxMemory() / 8,
          Runtime.getRuntime().maxMemory() / 16 * 5,
          Runtime.getRuntime().availableProcessors(),
          false);

  public DatacubeOptions {
    if (cacheBytes <= 0) {
      throw new IllegalArgumentException("cache size must be > 0 bytes, was " + cacheBytes);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be >= 1, was " + threads);
    }
  }

  /** Within one bound for all requests: a composite takes no more than another one. */
  public DatacubeOptions(String index, long cacheBytes, int threads, boolean readOnly) {
    this(index, cacheBytes, cacheBytes / 2, threads, readOnly);
  }

  public DatacubeOptions withIndex(String url) {
    return new DatacubeOptions(url, cacheBytes, compositeBytes, threads, readOnly);
  }

  public DatacubeOptions withReadOnly(boolean only) {
    return new DatacubeOptions(index, cacheBytes, compositeBytes, threads, only);
  }
}
