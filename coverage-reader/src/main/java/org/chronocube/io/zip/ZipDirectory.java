// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;

/**
 * Reads the central directory at the end of a zip, with its 64-bit extension (PKWARE's APPNOTE 4.3
 * and 4.5.3). Names are read as UTF-8, as the JDK's zip file system does.
 */
final class ZipDirectory {

  private static final int MAX_ENTRIES = 1_000_000;
  private static final long MAX_BYTES = 128L << 20;

  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int END64_BYTES = 56;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int LOCATOR_BYTES = 20;
  private static final int ENTRY_SIGNATURE = 0x02014b50;
  private static final int ENTRY_BYTES = 46;
  private static final int EXTRA_64 = 1;
  private static final long IN_EXTRA = 0xffffffffL;

  private final ByteSource archive;

  private ZipDirectory(ByteSource archive) {
    this.archive = archive;
  }

  private record Location(long offset, long length, long entries) {}

  /**
   * The entries of an archive by name; of a name that is there twice, the last.
   *
   * @throws IOException when it is no zip, or past the limits
   */
  static Map<String, ZipEntryInfo> read(ByteSource archive) throws IOException {
    return new ZipDirectory(archive).entries();
  }

  private Map<String, ZipEntryInfo> entries() throws IOException {
    Location at = location();
    if (at.entries() > MAX_ENTRIES || at.length() > MAX_BYTES) {
      throw new IOException(
          "a zip's directory must have at most %d entries in %d bytes, had %d in %d"
              .formatted(MAX_ENTRIES, MAX_BYTES, at.entries(), at.length()));
    }
    ByteBuffer bytes = bytes(at.offset(), (int) at.length());
    Map<String, ZipEntryInfo> entries = new HashMap<>();
    while (bytes.remaining() >= ENTRY_BYTES) {
      if (bytes.getInt(bytes.position()) != ENTRY_SIGNATURE) {
        throw broken("an entry of its directory does not begin as one");
      }
      ZipEntryInfo entry = entry(bytes);
      entries.put(entry.name(), entry);
    }
    if (entries.size() > at.entries()) {
      throw broken("its directory has more entries than it tells");
    }
    return Map.copyOf(entries);
  }

  private Location location() throws IOException {
    int tail = (int) Math.min(archive.size(), END_BYTES + 0xffff + LOCATOR_BYTES);
    ByteBuffer bytes = bytes(archive.size() - tail, tail);
    for (int i = tail - END_BYTES; i >= 0; i--) {
      // The comment reaches to the end; else the signature is part of something else.
      if (bytes.getInt(i) == END_SIGNATURE
          && i + END_BYTES + unsigned(bytes.getShort(i + 20)) == tail) {
        return location(bytes, i, archive.size() - tail);
      }
    }
    throw new IOException("it is no zip: its directory was not found");
  }

  private Location location(ByteBuffer tail, int at, long tailOffset) throws IOException {
    if (tail.getShort(at + 4) != 0 && unsigned(tail.getShort(at + 4)) != 0xffff) {
      throw new IOException("a zip must be in one part, was split");
    }
    int locator = at - LOCATOR_BYTES;
    if (locator >= 0 && tail.getInt(locator) == LOCATOR_SIGNATURE) {
      return location64(tail.getLong(locator + 8));
    }
    Location found =
        new Location(
            tail.getInt(at + 16) & IN_EXTRA,
            tail.getInt(at + 12) & IN_EXTRA,
            unsigned(tail.getShort(at + 10)));
    return inside(found, tailOffset + at);
  }

  private Location location64(long offset) throws IOException {
    if (offset < 0 || offset > archive.size() - END64_BYTES) {
      throw broken("its directory lies outside of it");
    }
    ByteBuffer bytes = bytes(offset, END64_BYTES);
    if (bytes.getInt(0) != END64_SIGNATURE) {
      throw broken("its 64-bit directory was not found");
    }
    return inside(new Location(bytes.getLong(48), bytes.getLong(40), bytes.getLong(32)), offset);
  }

  private static Location inside(Location found, long end) throws IOException {
    if (found.offset() < 0
        || found.length() < 0
        || found.entries() < 0
        || found.offset() > end - found.length()) {
      throw broken("its directory lies outside of it");
    }
    return found;
  }

  private ZipEntryInfo entry(ByteBuffer bytes) throws IOException {
    int at = bytes.position();
    int nameLength = unsigned(bytes.getShort(at + 28));
    int extraLength = unsigned(bytes.getShort(at + 30));
    int next = at + ENTRY_BYTES + nameLength + extraLength + unsigned(bytes.getShort(at + 32));
    if (next > bytes.limit()) {
      throw broken("an entry of its directory is cut off");
    }
    byte[] name = new byte[nameLength];
    bytes.get(at + ENTRY_BYTES, name);
    long size = bytes.getInt(at + 24) & IN_EXTRA;
    long compressed = bytes.getInt(at + 20) & IN_EXTRA;
    long header = bytes.getInt(at + 42) & IN_EXTRA;
    if (size == IN_EXTRA || compressed == IN_EXTRA || header == IN_EXTRA) {
      ByteBuffer extra = extra64(bytes, at + ENTRY_BYTES + nameLength, extraLength);
      size = size == IN_EXTRA ? next(extra) : size;
      compressed = compressed == IN_EXTRA ? next(extra) : compressed;
      header = header == IN_EXTRA ? next(extra) : header;
    }
    if (size < 0 || compressed < 0 || header < 0 || header > archive.size() - compressed) {
      throw broken("an entry lies outside of it");
    }
    bytes.position(next);
    return new ZipEntryInfo(
        new String(name, StandardCharsets.UTF_8),
        unsigned(bytes.getShort(at + 10)),
        (bytes.getShort(at + 8) & 1) != 0,
        compressed,
        size,
        bytes.getInt(at + 16),
        header);
  }

  private static ByteBuffer extra64(ByteBuffer bytes, int from, int length) throws IOException {
    for (int at = from; at + 4 <= from + length; ) {
      int n = unsigned(bytes.getShort(at + 2));
      if (bytes.getShort(at) == EXTRA_64 && at + 4 + n <= from + length) {
        return bytes.slice(at + 4, n).order(ByteOrder.LITTLE_ENDIAN);
      }
      at += 4 + n;
    }
    throw broken("an entry lacks its 64-bit sizes");
  }

  private static long next(ByteBuffer extra) throws IOException {
    if (extra.remaining() < Long.BYTES) {
      throw broken("an entry lacks its 64-bit sizes");
    }
    return extra.getLong();
  }

  private ByteBuffer bytes(long offset, int length) throws IOException {
    return archive.read(new ByteRange(offset, length)).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int unsigned(short value) {
    return value & 0xffff;
  }

  private static IOException broken(String how) {
    return new IOException("the zip is broken: " + how);
  }
}
