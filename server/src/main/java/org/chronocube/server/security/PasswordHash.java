// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.security;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.chronocube.InvalidParameterException;

/**
 * What is kept of a password: PBKDF2 with HMAC-SHA-256 (RFC 8018), as text {@code
 * pbkdf2-sha256$ITERATIONS$SALT$HASH} with salt and hash in base 64.
 *
 * @param text that form
 */
record PasswordHash(String text) {

  /** What OWASP's password storage cheat sheet asks of PBKDF2-HMAC-SHA256. */
  static final int ITERATIONS = 600_000;

  private static final int MAX_ITERATIONS = 10_000_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;
  private static final Pattern FORM =
      Pattern.compile("pbkdf2-sha256\\$(\\d{1,9})\\$([A-Za-z0-9+/=]+)\\$([A-Za-z0-9+/=]+)");

  PasswordHash {
    Matcher form = FORM.matcher(text);
    if (!form.matches() || !isPlausible(Integer.parseInt(form.group(1)))) {
      // Not the value: it may be a password that somebody wrote there.
      throw new InvalidParameterException(
          "password", "password must be a hash that 'chronocube user' has written");
    }
  }

  private static boolean isPlausible(int iterations) {
    return iterations > 0 && iterations <= MAX_ITERATIONS;
  }

  static PasswordHash of(char[] password, int iterations) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    byte[] hash = derive(password, salt, iterations);
    return new PasswordHash(
        "pbkdf2-sha256$"
            + iterations
            + "$"
            + base64.encodeToString(salt)
            + "$"
            + base64.encodeToString(hash));
  }

  /** Takes as long for a wrong password as for the right one. */
  boolean matches(char[] password) {
    String[] parts = text.split("\\$");
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] hash = derive(password, base64.decode(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(hash, base64.decode(parts[3]));
  }

  private static byte[] derive(char[] password, byte[] salt, int iterations) {
    PBEKeySpec spec = new PBEKeySpec(password, salt, iterations, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java has PBKDF2WithHmacSHA256", e);
    } finally {
      spec.clearPassword();
    }
  }
}
