// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * A strong validator (RFC 9110 §8.8.3).
 *
 * @param value with its quotes, as in the header
 */
public record EntityTag(String value) {

  /** The tag of some bytes: equal for equal bytes. */
  public static EntityTag of(byte[] bytes) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
      return new EntityTag('"' + HexFormat.of().formatHex(hash, 0, 12) + '"');
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** True when the client says it has this already ({@code If-None-Match}). */
  public boolean matches(WebRequest request) {
    return request
        .header("If-None-Match")
        .map(
            header ->
                Stream.of(header.split(","))
                    .map(String::strip)
                    .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                    .anyMatch(tag -> tag.equals("*") || tag.equals(value)))
        .orElse(false);
  }

  /** Answers 304 when the client has this already, and says whether it did. */
  public boolean answerNotModified(WebRequest request, WebResponse response) throws IOException {
    response.header("ETag", value);
    response.header("Cache-Control", "no-cache");
    if (!matches(request)) {
      return false;
    }
    response.status(304);
    response.body().close();
    return true;
  }
}
