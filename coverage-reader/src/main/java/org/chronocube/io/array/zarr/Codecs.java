// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** The codecs of chunks by their names; those of version 2 are numcodecs'. */
final class Codecs {

  private static final LZ4SafeDecompressor LZ4 = LZ4Factory.fastestInstance().safeDecompressor();

  static final BytesCodec BLOSC = Blosc::decode;

  private Codecs() {}

  /** A codec of version 3, {@code {"name": …, "configuration": {…}}}, bytes to bytes. */
  static BytesCodec v3(JsonNode codec) throws IOException {
    String name = codec.path("name").asText().replace("numcodecs.", "");
    return name.equals("crc32c") ? Codecs::checked : of(name, codec.path("configuration"));
  }

  /** A codec of version 2, {@code {"id": …}}. */
  static BytesCodec v2(JsonNode codec) throws IOException {
    return of(codec.path("id").asText(), codec);
  }

  private static BytesCodec of(String name, JsonNode configuration) throws IOException {
    return switch (name) {
      case "zlib" ->
          (data, most) -> all(new InflaterInputStream(new ByteArrayInputStream(data)), most);
      case "gzip" -> (data, most) -> all(new GZIPInputStream(new ByteArrayInputStream(data)), most);
      case "zstd" -> Codecs::zstd;
      case "lz4" -> Codecs::lz4;
      case "blosc" -> BLOSC;
      case "shuffle" -> {
        int size = configuration.path("elementsize").asInt(4);
        yield (data, most) -> {
          byte[] out = new byte[data.length];
          Shuffle.undo(data, data.length, size, out, 0);
          return out;
        };
      }
      default ->
          throw new IOException(
              "codec must be one of blosc, crc32c, gzip, lz4, shuffle, zlib, zstd, was " + name);
    };
  }

  private static byte[] all(InputStream in, int most) throws IOException {
    try (in) {
      byte[] data = in.readNBytes(most + 1);
      if (data.length > most) {
        throw tooLong(most);
      }
      return data;
    }
  }

  private static IOException tooLong(int most) {
    return new IOException("a chunk must decode to at most " + most + " bytes, does to more");
  }

  // Most frames tell how long they get, which spares a copy.
  private static byte[] zstd(byte[] data, int most) throws IOException {
    long said = data.length == 0 ? 0 : Zstd.getFrameContentSize(data, 0, data.length);
    byte[] out = new byte[said > 0 && said < most ? (int) said : most];
    int n = zstd(data, 0, data.length, out, 0, out.length);
    return n == out.length ? out : Arrays.copyOf(out, n);
  }

  /**
   * Decompresses into a part of an array.
   *
   * @return how many bytes came out
   * @throws IOException when the data are broken, or give more than {@code most}
   */
  static int zstd(byte[] data, int from, int length, byte[] out, int at, int most)
      throws IOException {
    try {
      long n = Zstd.decompressByteArray(out, at, most, data, from, length);
      if (Zstd.isError(n)) {
        throw new IOException("zstd data is broken: " + Zstd.getErrorName(n));
      }
      return (int) n;
    } catch (ZstdException e) {
      throw new IOException("zstd data is broken: " + e.getMessage(), e);
    }
  }

  // numcodecs puts the length before the block.
  private static byte[] lz4(byte[] data, int most) throws IOException {
    if (data.length < 4) {
      throw new IOException("lz4 data must begin with its length, has " + data.length + " bytes");
    }
    int length = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > most) {
      throw tooLong(most);
    }
    byte[] out = new byte[length];
    int n = lz4(data, 4, data.length - 4, out, 0, length);
    return n == length ? out : Arrays.copyOf(out, n);
  }

  /** As {@link #zstd(byte[], int, int, byte[], int, int)}. */
  static int lz4(byte[] data, int from, int length, byte[] out, int at, int most)
      throws IOException {
    try {
      return LZ4.decompress(data, from, length, out, at, most);
    } catch (LZ4Exception e) {
      throw new IOException("lz4 data is broken: " + e.getMessage(), e);
    }
  }

  static byte[] zlib(byte[] data, int from, int length, int most) throws IOException {
    return all(new InflaterInputStream(new ByteArrayInputStream(data, from, length)), most);
  }

  // Zarr 3, codec crc32c: the checksum of the bytes before it, little-endian.
  private static byte[] checked(byte[] data, int most) throws IOException {
    int n = data.length - Integer.BYTES;
    if (n < 0) {
      throw new IOException("data must end with its checksum, has " + data.length + " bytes");
    }
    CRC32C crc = new CRC32C();
    crc.update(data, 0, n);
    if ((int) crc.getValue() != ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).getInt(n)) {
      throw new IOException("checksum must match the data, does not");
    }
    return Arrays.copyOf(data, n);
  }
}
