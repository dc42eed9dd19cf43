// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.net.URI;
import java.util.Locale;

/**
 * A bucket and how it is read. Holds no secrets: credentials come from the usual chain
 * (environment, {@code ~/.aws}, the machine's role) or a profile of it when a request is signed.
 *
 * @param name of the bucket
 * @param endpoint of the service, scheme and host; null for AWS
 * @param region for signatures and AWS' endpoints; null for the one of the environment, else {@code
 *     us-east-1}
 * @param pathStyle true for {@code endpoint/bucket/key}, false for {@code bucket.endpoint/key}
 * @param anonymous true when requests are not signed
 * @param profile of {@code ~/.aws} that has the credentials; null for the usual chain
 * @param requesterPays true when it is agreed that this side pays
 */
public record S3Bucket(
    String name,
    URI endpoint,
    String region,
    boolean pathStyle,
    boolean anonymous,
    String profile,
    boolean requesterPays) {

  public S3Bucket {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{1,254}")) {
      throw new IllegalArgumentException(
          "bucket must be letters, digits, '.', '_' and '-', was " + name);
    }
    if (region != null && !region.matches("[A-Za-z0-9-]{1,63}")) {
      throw new IllegalArgumentException("region must be letters, digits and '-', was " + region);
    }
    if (endpoint != null) {
      check(endpoint);
    }
    if (anonymous && profile != null) {
      throw new IllegalArgumentException("a bucket read anonymously must have no profile");
    }
  }

  private static void check(URI endpoint) {
    String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.matches("https?")
        || endpoint.getHost() == null
        || endpoint.getRawUserInfo() != null
        || !endpoint.getRawPath().matches("/?")
        || endpoint.getRawQuery() != null) {
      // Not shown: somebody may have put a password there.
      throw new IllegalArgumentException("endpoint must be http(s)://HOST or http(s)://HOST:PORT");
    }
  }

  /** A bucket on AWS, read with the usual chain of credentials. */
  public static S3Bucket onAws(String name) {
    return new S3Bucket(name, null, null, false, false, null, false);
  }
}
