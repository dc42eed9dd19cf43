// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.chronocube.grid.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures are read back by Java's own reader of PNG, which shares no code with the writer. */
class PngWriterTest {

  private static final int BLACK = 0xFF000000;

  private static Canvas canvas(int height, int width, IntBinaryOperator argb) {
    Canvas canvas = Canvas.filled(new Shape(height, width), 0);
    for (int row = 0; row < height; row++) {
      for (int col = 0; col < width; col++) {
        canvas.argb()[row * width + col] = argb.applyAsInt(row, col);
      }
    }
    return canvas;
  }

  private static BufferedImage read(byte[] png) {
    try {
      return ImageIO.read(new ByteArrayInputStream(png));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertSame(Canvas canvas, byte[] png) {
    BufferedImage image = read(png);
    assertThat(image.getWidth()).isEqualTo(canvas.shape().width());
    assertThat(image.getHeight()).isEqualTo(canvas.shape().height());
    int w = image.getWidth();
    int[] argb = image.getRGB(0, 0, w, image.getHeight(), null, 0, w);
    assertThat(argb).isEqualTo(canvas.argb());
  }

  private static int bits(byte[] png) {
    return read(png).getColorModel().getPixelSize();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 300", "300, 1", "2, 2", "61, 47", "256, 256", "700, 513"})
  void grays_come_back(int height, int width) {
    Canvas smooth = canvas(height, width, (r, c) -> BLACK | (r / 3 + c / 5) % 256 * 0x010101);
    Random random = new Random(1);
    Canvas noise = canvas(height, width, (r, c) -> BLACK | random.nextInt(256) * 0x010101);
    for (Canvas canvas : new Canvas[] {smooth, noise}) {
      assertSame(canvas, PngWriter.exact(canvas));
      assertSame(canvas, PngWriter.palette(canvas));
      assertSame(canvas, PngWriter.trueColour(canvas));
      assertThat(read(PngWriter.exact(canvas)).getColorModel()).isInstanceOf(IndexColorModel.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "1, 300", "61, 47", "256, 256"})
  void few_colours_come_back_with_their_opacity(int height, int width) {
    // 16 · 16 colours: opacities 0x00 (once), 0x11 ... 0xFF.
    Canvas canvas =
        canvas(
            height,
            width,
            (r, c) -> (r + c) % 16 == 0 ? 0 : (r + c) % 16 * 0x11 << 24 | c % 16 * 0x0A0512);
    assertSame(canvas, PngWriter.exact(canvas));
    assertSame(canvas, PngWriter.palette(canvas));
    assertSame(canvas, PngWriter.trueColour(canvas));
    assertThat(bits(PngWriter.exact(canvas))).isLessThanOrEqualTo(8);
  }

  @Test
  void a_palette_holds_256_colours_and_not_one_more() {
    Canvas all = canvas(16, 16, (r, c) -> BLACK | (r * 16 + c) * 0x030201);
    assertSame(all, PngWriter.exact(all));
    assertThat(bits(PngWriter.exact(all))).isEqualTo(8);
    Canvas more = canvas(1, 257, (r, c) -> BLACK | c * 0x030201);
    assertSame(more, PngWriter.exact(more));
    assertThat(bits(PngWriter.exact(more))).isEqualTo(24);
    assertThat(bits(PngWriter.palette(more))).isEqualTo(8);
  }

  @ParameterizedTest
  @CsvSource({"1, 400", "61, 47", "256, 256", "700, 513"})
  void many_colours_come_back(int height, int width) {
    Random random = new Random(2);
    Canvas opaque = canvas(height, width, (r, c) -> BLACK | random.nextInt(1 << 24));
    assertSame(opaque, PngWriter.exact(opaque));
    assertThat(bits(PngWriter.exact(opaque))).isEqualTo(24);
    Canvas clear = canvas(height, width, (r, c) -> c % 7 == 0 ? 0 : random.nextInt() | 0x01000000);
    assertSame(clear, PngWriter.exact(clear));
    assertThat(bits(PngWriter.exact(clear))).isEqualTo(32);
  }

  @Test
  void whatever_is_transparent_is_one_colour_of_a_palette() {
    Canvas canvas = canvas(20, 20, (r, c) -> r < 10 ? c << 16 | r : BLACK | c);
    BufferedImage image = read(PngWriter.exact(canvas));
    assertThat(image.getRGB(5, 5)).isZero();
    assertThat(image.getRGB(5, 15)).isEqualTo(BLACK | 5);
  }

  @Test
  void classes_shrink_to_little() {
    // Ten classes in fields of 16 x 16: the 64 KiB of pixels hold 256 fields.
    Canvas canvas = canvas(256, 256, (r, c) -> BLACK | (r / 16 * 7 + c / 16 * 3) % 10 * 0x1A3B05);
    assertThat(PngWriter.exact(canvas)).hasSizeLessThan(2500);
    assertSame(canvas, PngWriter.exact(canvas));
  }
}
