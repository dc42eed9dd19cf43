// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Samples of a block as bytes, format 1: {@code CKB1}, number of samples, CRC-32C of the samples'
 * bytes (both 4 bytes, little-endian), then the samples as {@code float}, invalid ones NaN, the
 * bytes of equal significance together (most of them are equal then), compressed by Zstandard.
 */
final class BlockFile {

  private static final int MAGIC = 'C' | 'K' << 8 | 'B' << 16 | '1' << 24;
  private static final int HEADER = 12;
  private static final int LEVEL = 1;

  private BlockFile() {}

  static byte[] encode(float[] samples) {
    int n = samples.length;
    byte[] planes = new byte[4 * n];
    for (int i = 0; i < n; i++) {
      int bits = Float.floatToIntBits(samples[i]);
      planes[i] = (byte) bits;
      planes[n + i] = (byte) (bits >>> 8);
      planes[2 * n + i] = (byte) (bits >>> 16);
      planes[3 * n + i] = (byte) (bits >>> 24);
    }
    byte[] packed = Zstd.compress(planes, LEVEL);
    ByteBuffer file = ByteBuffer.allocate(HEADER + packed.length).order(ByteOrder.LITTLE_ENDIAN);
    return file.putInt(MAGIC).putInt(n).putInt(checksum(planes)).put(packed).array();
  }

  /**
   * @param n samples there must be
   * @return empty when the bytes are not such a file, or damaged
   */
  static Optional<float[]> decode(byte[] content, int n) {
    ByteBuffer file = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    if (content.length < HEADER || file.getInt() != MAGIC || file.getInt() != n) {
      return Optional.empty();
    }
    int expected = file.getInt();
    byte[] planes = new byte[4 * n];
    try {
      long size =
          Zstd.decompressByteArray(
              planes, 0, planes.length, content, HEADER, content.length - HEADER);
      if (size != planes.length || checksum(planes) != expected) {
        return Optional.empty();
      }
    } catch (ZstdException damaged) {
      return Optional.empty();
    }
    float[] samples = new float[n];
    for (int i = 0; i < n; i++) {
      samples[i] =
          Float.intBitsToFloat(
              (planes[i] & 0xff)
                  | (planes[n + i] & 0xff) << 8
                  | (planes[2 * n + i] & 0xff) << 16
                  | planes[3 * n + i] << 24);
    }
    return Optional.of(samples);
  }

  private static int checksum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }
}
