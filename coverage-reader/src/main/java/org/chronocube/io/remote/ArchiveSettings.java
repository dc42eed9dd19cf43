// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be read from elsewhere; all else is refused, so that no request can make the server talk
 * to its own network.
 *
 * @param hosts names of HTTP(S) servers, redirects included
 * @param buckets with unique names
 * @param inflatedBytes that are kept in memory of deflated entries of zips, about
 */
public record ArchiveSettings(Set<String> hosts, List<S3Bucket> buckets, long inflatedBytes) {

  public ArchiveSettings {
    hosts =
        hosts.stream().map(h -> h.toLowerCase(Locale.ROOT)).collect(Collectors.toUnmodifiableSet());
    buckets = List.copyOf(buckets);
    if (buckets.stream().map(S3Bucket::name).distinct().count() < buckets.size()) {
      throw new IllegalArgumentException("buckets must have unique names");
    }
  }

  /** The local file system only. */
  public static final ArchiveSettings LOCAL = new ArchiveSettings(Set.of(), List.of(), 32L << 20);
}
