// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.chronocube.InvalidParameterException;

/**
 * What is kept of a key for programs. The key itself is {@code ck_ID_SECRET}; its secret is 256
 * random bits, so that a plain SHA-256 of it tells nothing.
 *
 * @param id 8 hexadecimal digits, no secret
 * @param label what the key is for
 * @param hash SHA-256 of the secret, hexadecimal
 * @param roles names of roles, at least one
 * @param expires from when it counts no more; empty for never
 */
record ApiKey(String id, String label, String hash, List<String> roles, Optional<Instant> expires) {

  private static final int SECRET_BYTES = 32;

  ApiKey {
    if (!id.matches("[0-9a-f]{8}") || !hash.matches("[0-9a-f]{64}")) {
      throw new InvalidParameterException(
          "id", "id and hash must be 8 and 64 hexadecimal digits, id was " + id);
    }
    if (!label.matches("[^\\p{Cntrl}]{1,64}")) {
      throw new InvalidParameterException("label", "label must be 1 to 64 characters");
    }
    roles = List.copyOf(roles);
    if (roles.isEmpty()) {
      throw new InvalidParameterException("roles", "roles must be at least one, were none");
    }
  }

  /**
   * A new key.
   *
   * @param key what is kept
   * @param token what is shown to its owner, once
   */
  record Issued(ApiKey key, String token) {}

  static Issued issue(String label, List<String> roles, Optional<Instant> expires) {
    SecureRandom random = new SecureRandom();
    byte[] id = new byte[4];
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(id);
    random.nextBytes(secret);
    String hex = HexFormat.of().formatHex(id);
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    ApiKey key = new ApiKey(hex, label, sha256(text), roles, expires);
    return new Issued(key, "ck_" + hex + "_" + text);
  }

  /** The id a token names; empty when it is no token. */
  static Optional<String> idOf(String token) {
    String[] parts = token.split("_", 3);
    return parts.length == 3 && parts[0].equals("ck") ? Optional.of(parts[1]) : Optional.empty();
  }

  boolean matches(String token, Instant now) {
    byte[] given = sha256(token.split("_", 3)[2]).getBytes(StandardCharsets.US_ASCII);
    boolean same = MessageDigest.isEqual(given, hash.getBytes(StandardCharsets.US_ASCII));
    return same && expires.map(now::isBefore).orElse(true);
  }

  private static String sha256(String text) {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
