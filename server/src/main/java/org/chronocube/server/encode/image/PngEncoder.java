// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.image;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.chronocube.band.DataType;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.SampleEncoding;
import org.chronocube.server.encode.Spool;
import org.chronocube.server.encode.UnsupportedRasterException;

/**
 * Writes one slice as PNG (W3C PNG, third edition): one band as gray, three as RGB, four as RGB
 * with alpha, 8 or 16 bits, samples as they are. The nodata value of gray and RGB is declared
 * transparent.
 */
public final class PngEncoder implements Encoder {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int STRIP = 256;
  private static final int CHUNK = 1 << 16;
  private static final int SUB = 1;

  @Override
  public String mediaType() {
    return "image/png";
  }

  @Override
  public String extension() {
    return "png";
  }

  @Override
  public void check(RasterSource source) {
    int bands = source.bands().size();
    if (source.slices() > 1) {
      throw new UnsupportedRasterException("a PNG must hold one time, was " + source.slices());
    }
    if (bands != 1 && bands != 3 && bands != 4) {
      throw new UnsupportedRasterException(
          "a PNG must have 1, 3 or 4 bands, was " + bands + "; select some or take image/tiff");
    }
    DataType type = SampleEncoding.common(source.bands()).type();
    if (type != DataType.UINT8 && type != DataType.UINT16) {
      throw new UnsupportedRasterException(
          "the samples of a PNG must be uint8 or uint16, were " + type.id() + "; take image/tiff");
    }
  }

  @Override
  public Encoded encode(RasterSource source) throws IOException {
    check(source);
    SampleEncoding encoding = SampleEncoding.common(source.bands());
    Spool spool = new Spool();
    boolean done = false;
    try {
      spool.write(SIGNATURE);
      chunk(spool, "IHDR", header(source, encoding));
      if (source.bands().size() < 4) {
        chunk(spool, "tRNS", transparent(source, encoding));
      }
      Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION);
      try (OutputStream pixels = new DeflaterOutputStream(new DataChunks(spool), deflater, CHUNK)) {
        writeRows(source, encoding, pixels);
      } finally {
        deflater.end();
      }
      chunk(spool, "IEND", new byte[0]);
      done = true;
      return new Encoded(List.of(spool));
    } finally {
      if (!done) {
        spool.close();
      }
    }
  }

  private static byte[] header(RasterSource source, SampleEncoding encoding) {
    int colourType =
        switch (source.bands().size()) {
          case 1 -> 0;
          case 3 -> 2;
          default -> 6;
        };
    return ByteBuffer.allocate(13)
        .putInt(source.grid().width())
        .putInt(source.grid().height())
        .put((byte) (8 * encoding.bytes()))
        .put((byte) colourType)
        .array();
  }

  private static byte[] transparent(RasterSource source, SampleEncoding encoding) {
    ByteBuffer buffer = ByteBuffer.allocate(2 * source.bands().size());
    while (buffer.hasRemaining()) {
      buffer.putShort((short) (int) encoding.noData());
    }
    return buffer.array();
  }

  private static void writeRows(RasterSource source, SampleEncoding encoding, OutputStream out)
      throws IOException {
    Window all = source.grid().window();
    int bands = source.bands().size();
    int pixelBytes = bands * encoding.bytes();
    byte[] line = new byte[1 + Math.multiplyExact(all.width(), pixelBytes)];
    ByteBuffer buffer = ByteBuffer.wrap(line);
    for (int top = 0; top < all.height(); top += STRIP) {
      Window strip = Window.at(top, 0, STRIP, all.width()).intersect(all);
      List<RasterBlock> blocks = source.read(0, strip);
      for (int row = 0; row < strip.height(); row++) {
        for (int band = 0; band < bands; band++) {
          int from = blocks.get(band).index(row, 0);
          int at = 1 + band * encoding.bytes();
          encoding.put(blocks.get(band), from, all.width(), buffer, at, pixelBytes);
        }
        filter(line, pixelBytes);
        out.write(line);
      }
    }
  }

  /** Filter type 1: every byte minus the same byte of the pixel to the left. */
  private static void filter(byte[] line, int pixelBytes) {
    line[0] = SUB;
    for (int i = line.length - 1; i > pixelBytes; i--) {
      line[i] -= line[i - pixelBytes];
    }
  }

  private static void chunk(OutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    DataOutputStream chunk = new DataOutputStream(out);
    chunk.writeInt(data.length);
    chunk.write(name);
    chunk.write(data);
    chunk.writeInt((int) crc.getValue());
  }

  /** Every write becomes one IDAT chunk; the deflater writes {@link #CHUNK} bytes at a time. */
  private static final class DataChunks extends OutputStream {

    private final OutputStream out;

    DataChunks(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      chunk(out, "IDAT", new byte[] {(byte) b});
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      chunk(out, "IDAT", Arrays.copyOfRange(bytes, offset, offset + length));
    }
  }
}
