// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * A zip of one stored entry all of whose sizes and offsets are in 64-bit fields (APPNOTE 4.5.3).
 */
final class Zip64 {

  private Zip64() {}

  static byte[] of(String name, byte[] content) {
    byte[] label = name.getBytes(StandardCharsets.UTF_8);
    CRC32 crc = new CRC32();
    crc.update(content);
    ByteBuffer out = ByteBuffer.allocate(1000 + content.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x04034b50).putShort((short) 45).putShort((short) 0).putShort((short) 0);
    out.putInt(0).putInt((int) crc.getValue()).putInt(-1).putInt(-1);
    out.putShort((short) label.length).putShort((short) 20).put(label);
    out.putShort((short) 1).putShort((short) 16).putLong(content.length).putLong(content.length);
    out.put(content);
    final int directory = out.position();
    out.putInt(0x02014b50).putShort((short) 45).putShort((short) 45);
    out.putShort((short) 0).putShort((short) 0).putInt(0).putInt((int) crc.getValue());
    out.putInt(-1).putInt(-1).putShort((short) label.length).putShort((short) 33);
    out.putShort((short) 0).putShort((short) 0).putShort((short) 0).putInt(0).putInt(-1).put(label);
    // another extra field before the one that counts
    out.putShort((short) 0x5455).putShort((short) 1).put((byte) 0);
    out.putShort((short) 1).putShort((short) 24);
    out.putLong(content.length).putLong(content.length).putLong(0);
    final int end = out.position();
    out.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    out.putInt(0).putInt(0).putLong(1).putLong(1).putLong(end - directory).putLong(directory);
    out.putInt(0x07064b50).putInt(0).putLong(end).putInt(1);
    out.putInt(0x06054b50).putShort((short) -1).putShort((short) -1).putShort((short) -1);
    out.putShort((short) -1).putInt(-1).putInt(-1).putShort((short) 0);
    return Arrays.copyOf(out.array(), out.position());
  }
}
