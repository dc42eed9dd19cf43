// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;

/** Writes maps as PNG (W3C PNG, third edition) of 8, 24 or 32 bits a pixel. */
final class PngWriter {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int TRUE_COLOUR = 2;
  private static final int PALETTE = 3;
  private static final int TRUE_COLOUR_ALPHA = 6;

  private PngWriter() {}

  /** The colours as they are in the fewest bits: 8 when a palette holds them, else 24 or 32. */
  static byte[] exact(Canvas canvas) {
    Optional<Palette> palette = Palette.exact(canvas.argb());
    return palette.isPresent() ? file(canvas, palette.get()) : trueColour(canvas);
  }

  /** 24 bits when every pixel is opaque, else 32. */
  static byte[] trueColour(Canvas canvas) {
    boolean opaque = canvas.isOpaque();
    int bytes = opaque ? 3 : 4;
    int width = canvas.shape().width();
    byte[] pixels =
        PngPixels.deflate(
            canvas.shape().height(),
            width * bytes,
            bytes,
            (row, line) -> fill(line, canvas.argb(), row * width, opaque));
    return file(canvas, opaque ? TRUE_COLOUR : TRUE_COLOUR_ALPHA, null, pixels);
  }

  /** 8 bits with a palette of at most 256 colours, opacity included. */
  static byte[] palette(Canvas canvas) {
    return file(canvas, Palette.of(canvas.argb()));
  }

  private static byte[] file(Canvas canvas, Palette palette) {
    byte[] indices = palette.indices();
    int width = canvas.shape().width();
    byte[] pixels =
        PngPixels.deflate(
            canvas.shape().height(),
            width,
            1,
            (row, line) -> System.arraycopy(indices, row * width, line, 0, width));
    return file(canvas, PALETTE, palette.colours(), pixels);
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

  private static byte[] file(Canvas canvas, int colourType, int[] colours, byte[] pixels) {
    ByteArrayOutputStream file = new ByteArrayOutputStream(pixels.length + 1280);
    try (DataOutputStream out = new DataOutputStream(file)) {
      out.write(SIGNATURE);
      chunk(out, "IHDR", header(canvas, colourType));
      if (colours != null) {
        chunk(out, "PLTE", rgb(colours));
        byte[] alpha = alpha(colours);
        if (alpha.length > 0) {
          chunk(out, "tRNS", alpha);
        }
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

  // Entries beyond the end are opaque (PNG clause 11.3.1.1).
  private static byte[] alpha(int[] colours) {
    int length = colours.length;
    while (length > 0 && colours[length - 1] >>> 24 == 255) {
      length--;
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
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
}
