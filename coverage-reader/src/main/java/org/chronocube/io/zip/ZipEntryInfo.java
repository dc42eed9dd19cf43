// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

import java.io.IOException;

/**
 * An entry as the central directory has it.
 *
 * @param name with {@code /} between its parts
 * @param method 0 stored, 8 deflated
 * @param isEncrypted true when a password is needed
 * @param compressed size in the archive, bytes
 * @param size inflated, bytes
 * @param crc32 of the inflated bytes
 * @param headerOffset of its local header in the archive
 */
record ZipEntryInfo(
    String name,
    int method,
    boolean isEncrypted,
    long compressed,
    long size,
    int crc32,
    long headerOffset) {

  static final int STORED = 0;
  static final int DEFLATED = 8;

  /** What DEFLATE can make of a byte at most: 258 bytes of 2 bits, less some headers. */
  private static final long MAX_RATIO = 1032;

  /**
   * Checks that the entry can be read.
   *
   * @param maxSize of an entry that has to be inflated, bytes
   * @throws IOException when it cannot be read, or not be what it claims
   */
  void check(long maxSize) throws IOException {
    if (isEncrypted) {
      throw new IOException("the zip entry must not be encrypted, is");
    }
    if (method != STORED && method != DEFLATED) {
      throw new IOException(
          "the zip entry's method must be 0 (stored) or 8 (deflated), was " + method);
    }
    if (method == STORED && compressed != size) {
      throw new IOException(
          "a stored zip entry must have one size, had " + compressed + " and " + size);
    }
    if (method == DEFLATED && size > maxSize) {
      throw new IOException("a deflated zip entry must have <= " + maxSize + " bytes, had " + size);
    }
    if (method == DEFLATED && size / MAX_RATIO > compressed) {
      throw new IOException(
          "a deflated zip entry cannot have " + size + " bytes of " + compressed + ", claims to");
    }
  }
}
