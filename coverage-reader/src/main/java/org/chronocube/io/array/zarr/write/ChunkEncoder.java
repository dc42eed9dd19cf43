// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Elements to the bytes of a file: a chunk, or a shard. Safe for concurrent use.
 *
 * @param compression of chunks
 */
record ChunkEncoder(Compression compression) {

  private static final int ENTRY = 2 * Long.BYTES;

  /**
   * @param elements of one whole file, little-endian, last dimension fastest
   */
  byte[] encode(Variable variable, byte[] elements) {
    return variable.shard() == null
        ? compress(elements, variable.elementBytes())
        : shard(variable, elements);
  }

  private byte[] compress(byte[] elements, int size) {
    if (compression instanceof Compression.Zstd zstd) {
      return Zstd.compress(elements, zstd.level());
    } else if (compression instanceof Compression.Blosc blosc) {
      return new BloscEncoder(blosc, size).encode(elements);
    }
    return elements;
  }

  /**
   * The chunks, then an index of their offsets and lengths with its checksum. Chunks of fill alone
   * are left out. Source: Zarr 3, codec {@code sharding_indexed}.
   */
  private byte[] shard(Variable variable, byte[] elements) {
    int[] shard = variable.file();
    int[] chunk = Variable.sizes(variable.chunk());
    int[] counts = new int[chunk.length];
    for (int d = 0; d < counts.length; d++) {
      counts[d] = shard[d] / chunk[d];
    }
    Fill fill = Fill.of(variable);
    int chunks = Variable.count(counts);
    ByteBuffer index = ByteBuffer.allocate(chunks * ENTRY).order(ByteOrder.LITTLE_ENDIAN);
    ByteArrayOutputStream out = new ByteArrayOutputStream(elements.length / 2);
    byte[] part = new byte[Variable.count(chunk) * variable.elementBytes()];
    for (int c = 0; c < chunks; c++) {
      cut(elements, shard, part, chunk, place(c, counts), variable.elementBytes());
      if (fill.isAll(part)) {
        index.putLong(-1).putLong(-1);
        continue;
      }
      byte[] bytes = compress(part, variable.elementBytes());
      index.putLong(out.size()).putLong(bytes.length);
      out.write(bytes, 0, bytes.length);
    }
    CRC32C crc = new CRC32C();
    crc.update(index.array());
    out.writeBytes(index.array());
    out.writeBytes(
        ByteBuffer.allocate(Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt((int) crc.getValue())
            .array());
    return out.toByteArray();
  }

  private static int[] place(int number, int[] counts) {
    int[] place = new int[counts.length];
    int rest = number;
    for (int d = counts.length - 1; d >= 0; d--) {
      place[d] = rest % counts[d];
      rest /= counts[d];
    }
    return place;
  }

  // Row by row: a row of a chunk is contiguous in both.
  private static void cut(byte[] from, int[] whole, byte[] to, int[] part, int[] place, int size) {
    int rank = part.length;
    int width = part[rank - 1] * size;
    for (int at = 0, row = 0; at < to.length; at += width, row++) {
      int offset = place[rank - 1] * width;
      int stride = whole[rank - 1] * size;
      int rest = row;
      for (int d = rank - 2; d >= 0; d--) {
        offset += (place[d] * part[d] + rest % part[d]) * stride;
        rest /= part[d];
        stride *= whole[d];
      }
      System.arraycopy(from, offset, to, at, width);
    }
  }
}
