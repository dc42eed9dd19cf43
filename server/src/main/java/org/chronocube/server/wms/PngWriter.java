// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes maps as PNG (W3C PNG, third edition) of 8, 24 or 32 bits a pixel. */
final class PngWriter {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int LEVEL = 5;
  private static final int TRUE_COLOUR = 2;
  private static final int PALETTE = 3;
  private static final int TRUE_COLOUR_ALPHA = 6;
  private static final int FILTER_NONE = 0;
  private static final int FILTER_SUB = 1;
  private static final int FILTER_UP = 2;

  private PngWriter() {}

  /** 24 bits when every pixel is opaque, else 32. */
  static byte[] trueColour(Canvas canvas) {
    boolean opaque = canvas.isOpaque();
    int bytes = opaque ? 3 : 4;
    int width = canvas.shape().width();
    byte[] above = new byte[width * bytes];
    byte[] line = new byte[width * bytes];
    byte[] filtered = new byte[1 + width * bytes];
    Pixels pixels = new Pixels();
    for (int row = 0; row < canvas.shape().height(); row++) {
      fill(line, canvas.argb(), row * width, opaque);
      filter(line, above, bytes, filtered);
      pixels.add(filtered);
      byte[] swap = above;
      above = line;
      line = swap;
    }
    return file(canvas, opaque ? TRUE_COLOUR : TRUE_COLOUR_ALPHA, null, pixels.end());
  }

  /** 8 bits with a palette of at most 256 colours, opacity included. */
  static byte[] palette(Canvas canvas) {
    Palette palette = Palette.of(canvas.argb());
    byte[] indices = palette.indices();
    int width = canvas.shape().width();
    byte[] line = new byte[1 + width];
    Pixels pixels = new Pixels();
    for (int row = 0; row < canvas.shape().height(); row++) {
      line[0] = FILTER_NONE;
      System.arraycopy(indices, row * width, line, 1, width);
      pixels.add(line);
    }
    return file(canvas, PALETTE, palette.colours(), pixels.end());
  }

  private static void fill(byte[] line, int[] argb, int from, boolean opaque) {
    int at = 0;
    int bytes = opaque ? 3 : 4;
    for (int i = from; at < line.length; i++, at += bytes) {
      int pixel = argb[i];
      line[at] = (byte) (pixel >> 16);
      line[at + 1] = (byte) (pixel >> 8);
      line[at + 2] = (byte) pixel;
      if (!opaque) {
        line[at + 3] = (byte) (pixel >>> 24);
      }
    }
  }

  // The one of Sub and Up with the smaller sum of absolute differences (PNG clause 12.7).
  private static void filter(byte[] line, byte[] above, int bytes, byte[] filtered) {
    long sub = 0;
    long up = 0;
    for (int i = 0; i < line.length; i++) {
      int left = i < bytes ? 0 : line[i - bytes];
      sub += Math.abs((byte) (line[i] - left));
      up += Math.abs((byte) (line[i] - above[i]));
    }
    boolean useSub = sub <= up;
    filtered[0] = (byte) (useSub ? FILTER_SUB : FILTER_UP);
    for (int i = 0; i < line.length; i++) {
      int before = useSub ? (i < bytes ? 0 : line[i - bytes]) : above[i];
      filtered[i + 1] = (byte) (line[i] - before);
    }
  }

  private static byte[] file(Canvas canvas, int colourType, int[] colours, byte[] pixels) {
    ByteArrayOutputStream file = new ByteArrayOutputStream(pixels.length + 1024);
    try (DataOutputStream out = new DataOutputStream(file)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(canvas, colourType));
      if (colours != null) {
        chunk(out, "PLTE", rgb(colours));
        chunk(out, "tRNS", alpha(colours));
      }
      chunk(out, "IDAT", pixels);
      chunk(out, "IEND", new byte[0]);
    } catch (IOException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    return file.toByteArray();
  }

  private static byte[] header(Canvas canvas, int colourType) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(13);
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(canvas.shape().width());
    out.writeInt(canvas.shape().height());
    out.write(new byte[] {8, (byte) colourType, 0, 0, 0});
    return bytes.toByteArray();
  }

  private static byte[] rgb(int[] colours) {
    byte[] bytes = new byte[3 * colours.length];
    for (int i = 0; i < colours.length; i++) {
      bytes[3 * i] = (byte) (colours[i] >> 16);
      bytes[3 * i + 1] = (byte) (colours[i] >> 8);
      bytes[3 * i + 2] = (byte) colours[i];
    }
    return bytes;
  }

  private static byte[] alpha(int[] colours) {
    byte[] bytes = new byte[colours.length];
    for (int i = 0; i < colours.length; i++) {
      bytes[i] = (byte) (colours[i] >>> 24);
    }
    return bytes;
  }

  private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeInt(data.length);
    out.write(name);
    out.write(data);
    out.writeInt((int) crc.getValue());
  }

  /** Deflates lines as they come. */
  private static final class Pixels {

    private final Deflater deflater = new Deflater(LEVEL);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 16);
    private final byte[] buffer = new byte[1 << 15];

    void add(byte[] line) {
      deflater.setInput(line);
      while (!deflater.needsInput()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }

    byte[] end() {
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      deflater.end();
      return out.toByteArray();
    }
  }
}
