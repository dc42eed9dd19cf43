// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Entity tags (RFC 9110 clause 8.8.3) made from what is sent. */
final class EntityTag {

  private static final int LENGTH = 12;

  private EntityTag() {}

  /** The weak tag of an answer: the same bytes may be sent compressed or not. */
  static String of(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "W/\"" + HexFormat.of().formatHex(digest, 0, LENGTH) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** True when an If-None-Match header names the tag. */
  static boolean isKnown(String tag, Optional<String> header) {
    return header
        .map(h -> Arrays.stream(h.split(",")).map(String::strip))
        .filter(tags -> tags.anyMatch(t -> t.equals(tag) || t.equals("*") || weak(t).equals(tag)))
        .isPresent();
  }

  private static String weak(String tag) {
    return tag.startsWith("W/") ? tag : "W/" + tag;
  }
}
