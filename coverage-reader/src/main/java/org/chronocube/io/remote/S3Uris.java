// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.regions.providers.AwsRegionProviderChain;
import software.amazon.awssdk.regions.providers.SystemSettingsRegionProvider;

/** {@code s3://BUCKET/KEY} URIs, and where they lead. */
final class S3Uris {

  static final String SCHEME = "s3";
  private static final String DEFAULT_REGION = "us-east-1";

  private S3Uris() {}

  /** The key, decoded; a {@code ?} in it is part of it. */
  static String key(URI uri) {
    String path = uri.getPath().startsWith("/") ? uri.getPath().substring(1) : uri.getPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getQuery();
  }

  /**
   * The URL of an object or, with an empty key, of the bucket.
   *
   * @param query encoded, may be empty
   */
  static URI target(S3Bucket bucket, String region, String key, String query) {
    // A certificate for *.s3.… does not hold for names with dots.
    boolean isPath =
        bucket.pathStyle() || (bucket.endpoint() == null && bucket.name().contains("."));
    URI service = bucket.endpoint() == null ? aws(region) : bucket.endpoint();
    String host =
        isPath ? service.getRawAuthority() : bucket.name() + "." + service.getRawAuthority();
    String path = (isPath ? "/" + bucket.name() : "") + "/" + encode(key, true);
    String base = isPath && key.isEmpty() ? "/" + bucket.name() : path;
    return URI.create(
        service.getScheme() + "://" + host + base + (query.isEmpty() ? "" : "?" + query));
  }

  private static URI aws(String region) {
    String suffix = PartitionMetadata.of(Region.of(region)).dnsSuffix();
    return URI.create("https://s3." + region + "." + suffix);
  }

  /** The region of a bucket's settings, of the environment, or the default. */
  static String region(S3Bucket bucket) {
    if (bucket.region() != null) {
      return bucket.region();
    }
    return bucket.endpoint() != null ? DEFAULT_REGION : Environment.REGION;
  }

  /** Found once, when it is needed. */
  private static final class Environment {
    static final String REGION = find();

    private static String find() {
      try {
        return new AwsRegionProviderChain(
                new SystemSettingsRegionProvider(), new AwsProfileRegionProvider())
            .getRegion()
            .id();
      } catch (SdkException nothingSet) {
        return DEFAULT_REGION;
      }
    }
  }

  /** Parameters of a query, encoded. */
  static String query(Map<String, String> parameters) {
    StringBuilder query = new StringBuilder();
    new TreeMap<>(parameters)
        .forEach(
            (name, value) ->
                query
                    .append(query.isEmpty() ? "" : "&")
                    .append(encode(name, false))
                    .append('=')
                    .append(encode(value, false)));
    return query.toString();
  }

  /** Percent-encodes all but RFC 3986's unreserved characters. */
  static String encode(String text, boolean keepSlashes) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean isUnreserved = c < 128 && (Character.isLetterOrDigit(c) || "-_.~".indexOf(c) >= 0);
      if (isUnreserved || (keepSlashes && c == '/')) {
        encoded.append(c);
      } else {
        encoded.append('%').append("%02X".formatted((int) c));
      }
    }
    return encoded.toString();
  }
}
