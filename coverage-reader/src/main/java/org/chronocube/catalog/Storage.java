// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.io.remote.ArchiveSettings;
import org.chronocube.io.remote.Archives;
import org.chronocube.io.remote.S3Bucket;

/**
 * The {@code storage} of a catalog file: buckets and how they are read. What is read at all are
 * these, and what the locations and hosts of products name.
 *
 * <pre>{@code
 * storage:
 *   - bucket: eodata
 *     endpoint: https://eodata.dataspace.copernicus.eu   # AWS by default
 *     region: default
 *     addressing: path            # or virtual-host; path where an endpoint is given
 *     credentials: chain          # or anonymous
 *     profile: cdse               # of ~/.aws; the usual chain by default
 *     requester-pays: false
 * }</pre>
 */
final class Storage {

  private static final Set<String> KEYS =
      Set.of(
          "bucket", "endpoint", "region", "addressing", "credentials", "profile", "requester-pays");

  private Storage() {}

  static List<S3Bucket> buckets(YamlNode list) {
    Map<String, S3Bucket> buckets = new LinkedHashMap<>();
    for (YamlNode node : list.listOrEmpty()) {
      S3Bucket bucket = bucket(node.mapping(KEYS));
      if (buckets.put(bucket.name(), bucket) != null) {
        throw node.get("bucket").error("unique in the storage");
      }
    }
    return List.copyOf(buckets.values());
  }

  private static S3Bucket bucket(YamlNode node) {
    YamlNode endpoint = node.get("endpoint");
    URI service = endpoint.isPresent() ? endpoint.checked(() -> uri(endpoint)) : null;
    String addressing =
        choice(
            node.get("addressing"),
            service == null ? "virtual-host" : "path",
            "virtual-host",
            "path");
    String credentials = choice(node.get("credentials"), "chain", "chain", "anonymous");
    return node.checked(
        () ->
            new S3Bucket(
                node.get("bucket").text(),
                service,
                node.get("region").textOr(null),
                addressing.equals("path"),
                credentials.equals("anonymous"),
                node.get("profile").textOr(null),
                node.get("requester-pays").flagOr(false)));
  }

  private static URI uri(YamlNode endpoint) {
    try {
      return URI.create(endpoint.text());
    } catch (IllegalArgumentException e) {
      // Its message would repeat what may hold a password.
      throw new IllegalArgumentException("endpoint must be http(s)://HOST or http(s)://HOST:PORT");
    }
  }

  private static String choice(YamlNode node, String other, String... allowed) {
    String value = node.textOr(other);
    if (!List.of(allowed).contains(value)) {
      throw node.error("one of " + List.of(allowed));
    }
    return value;
  }

  /**
   * What a catalog lets be read.
   *
   * @throws InvalidParameterException when the location of a product is no URI
   */
  static ArchiveSettings settings(Catalog catalog, long inflatedBytes) {
    Set<String> hosts = new HashSet<>();
    Map<String, S3Bucket> buckets = new LinkedHashMap<>();
    catalog.storage().forEach(b -> buckets.put(b.name(), b));
    for (ProductDefinition product : catalog.products()) {
      hosts.addAll(product.hosts());
      // A product's hosts may be buckets: which of them is one shows when a file lies there.
      product.hosts().stream()
          .filter(host -> host.matches("[a-z0-9][a-z0-9._-]{1,254}"))
          .forEach(host -> buckets.computeIfAbsent(host, S3Bucket::onAws));
      if (Archives.isUri(product.location())) {
        add(product, hosts, buckets);
      }
    }
    return new ArchiveSettings(hosts, List.copyOf(buckets.values()), inflatedBytes);
  }

  private static void add(
      ProductDefinition product, Set<String> hosts, Map<String, S3Bucket> buckets) {
    try {
      URI location = URI.create(product.location());
      String scheme = location.getScheme().toLowerCase(Locale.ROOT);
      if (scheme.equals("s3")) {
        buckets.computeIfAbsent(String.valueOf(location.getRawAuthority()), S3Bucket::onAws);
      } else if (scheme.matches("https?") && location.getHost() != null) {
        hosts.add(location.getHost());
      }
    } catch (IllegalArgumentException e) {
      // The message would repeat what may hold a password.
      throw new InvalidParameterException(
          "location",
          "location of product "
              + product.product().id()
              + " must be a path, or a URI with a bucket"
              + " or a host");
    }
  }
}
