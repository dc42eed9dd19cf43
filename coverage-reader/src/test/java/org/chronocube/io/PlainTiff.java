// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.chronocube.grid.GeoBox;

/**
 * The plainest TIFF there is, of pixels that a formula gives: float32, one strip, all bands of a
 * pixel together, not compressed; with overviews of every n-th pixel where a test wants them.
 *
 * @param height rows
 * @param width columns
 * @param bands of each pixel
 * @param overviews how often the image is halved
 * @param grid what the GeoTIFF tags say, or null for none; north-up, projected, EPSG
 * @param sample the pixels
 */
public record PlainTiff(
    int height, int width, int bands, int overviews, GeoBox grid, Sample sample) {

  /** A pixel's value. */
  @FunctionalInterface
  public interface Sample {
    double at(int band, int row, int col);
  }

  public PlainTiff(int height, int width, int bands, Sample sample) {
    this(height, width, bands, 0, null, sample);
  }

  public void write(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes());
  }

  public byte[] bytes() {
    ByteBuffer out =
        ByteBuffer.allocate(2 * height * width * bands * 4 + 4096).order(ByteOrder.LITTLE_ENDIAN);
    out.putShort((short) 0x4949).putShort((short) 42).putInt(0);
    List<Integer> strips = new ArrayList<>();
    for (int level = 0; level <= overviews; level++) {
      strips.add(out.position());
      for (int row = 0; row < rows(level); row++) {
        for (int col = 0; col < cols(level); col++) {
          for (int band = 0; band < bands; band++) {
            out.putFloat((float) sample.at(band, row << level, col << level));
          }
        }
      }
    }
    int link = 4;
    for (int level = 0; level <= overviews; level++) {
      out.putInt(link, out.position());
      link = directory(out, level, strips.get(level));
    }
    byte[] bytes = new byte[out.position()];
    out.flip().get(bytes);
    return bytes;
  }

  private int rows(int level) {
    return (height + (1 << level) - 1) >> level;
  }

  private int cols(int level) {
    return (width + (1 << level) - 1) >> level;
  }

  private int directory(ByteBuffer out, int level, int strip) {
    TreeMap<Integer, Object> fields = new TreeMap<>();
    fields.put(254, new int[] {level == 0 ? 0 : 1});
    fields.put(256, new int[] {cols(level)});
    fields.put(257, new int[] {rows(level)});
    fields.put(258, new int[] {32});
    fields.put(259, new int[] {1});
    fields.put(262, new int[] {1});
    fields.put(273, new int[] {strip});
    fields.put(277, new int[] {bands});
    fields.put(278, new int[] {rows(level)});
    fields.put(279, new int[] {rows(level) * cols(level) * bands * 4});
    fields.put(339, new int[] {3});
    if (grid != null) {
      fields.put(33550, new double[] {grid.affine().a(), -grid.affine().e(), 0});
      fields.put(33922, new double[] {0, 0, 0, grid.affine().c(), grid.affine().f(), 0});
      int epsg = Integer.parseInt(grid.crs().substring(5));
      fields.put(
          34735, new short[] {1, 1, 0, 3, 1024, 0, 1, 1, 1025, 0, 1, 1, 3072, 0, 1, (short) epsg});
    }
    return write(out, fields);
  }

  private static int write(ByteBuffer out, TreeMap<Integer, Object> fields) {
    out.putShort((short) fields.size());
    int entry = out.position();
    int link = entry + 12 * fields.size();
    out.putInt(link, 0).position(link + 4);
    for (var field : fields.entrySet()) {
      out.putShort(entry, field.getKey().shortValue());
      Object value = field.getValue();
      if (value instanceof int[] ints) {
        out.putShort(entry + 2, (short) 4).putInt(entry + 4, 1).putInt(entry + 8, ints[0]);
      } else if (value instanceof double[] doubles) {
        out.putShort(entry + 2, (short) 12).putInt(entry + 4, doubles.length);
        out.putInt(entry + 8, out.position());
        for (double d : doubles) {
          out.putDouble(d);
        }
      } else {
        short[] shorts = (short[]) value;
        out.putShort(entry + 2, (short) 3).putInt(entry + 4, shorts.length);
        out.putInt(entry + 8, out.position());
        for (short s : shorts) {
          out.putShort(s);
        }
      }
      entry += 12;
    }
    return link;
  }
}
