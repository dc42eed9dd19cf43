// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Compares maps pixel by pixel. */
final class Pictures {

  private static final int SHOWN = 10;

  private Pictures() {}

  /**
   * Every pixel; colours within {@code tolerance} levels of each channel. What is transparent in
   * one is transparent in the other.
   */
  static void assertPixels(BufferedImage is, BufferedImage expected, int tolerance) {
    assertSize(is, expected);
    List<String> wrong = new ArrayList<>();
    for (int y = 0; y < is.getHeight(); y++) {
      for (int x = 0; x < is.getWidth(); x++) {
        if (!same(argb(is, x, y), argb(expected, x, y), tolerance)) {
          wrong.add(difference(is, expected, x, y));
        }
      }
    }
    assertThat(wrong.stream().limit(SHOWN)).as(wrong.size() + " pixels differ").isEmpty();
  }

  /** The picture with another colour for opaque black. */
  static BufferedImage withBlack(BufferedImage picture, int argb) {
    BufferedImage copy =
        new BufferedImage(picture.getWidth(), picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < copy.getHeight(); y++) {
      for (int x = 0; x < copy.getWidth(); x++) {
        int is = argb(picture, x, y);
        copy.setRGB(x, y, is == 0xff000000 ? argb : is);
      }
    }
    return copy;
  }

  /**
   * Every pixel of a reprojected map: exactly the expected colour, or, where the exact position is
   * nearer than a margin to an edge of the file's pixels, the colour of a neighbour.
   *
   * @param edges distance to the nearest edge, in hundredths of a file's pixel
   * @param margin in hundredths of a file's pixel
   */
  static void assertPixelsNear(
      BufferedImage is, BufferedImage expected, BufferedImage edges, int margin) {
    assertSize(is, expected);
    List<String> wrong = new ArrayList<>();
    for (int y = 0; y < is.getHeight(); y++) {
      for (int x = 0; x < is.getWidth(); x++) {
        int reach = edges.getRaster().getSample(x, y, 0) < margin ? 1 : 0;
        if (!isAround(argb(is, x, y), expected, x, y, reach)) {
          wrong.add(difference(is, expected, x, y));
        }
      }
    }
    assertThat(wrong.stream().limit(SHOWN)).as(wrong.size() + " pixels differ").isEmpty();
  }

  /**
   * Colour and opacity as they are in the file. {@link BufferedImage#getRGB} would take gray for
   * linear light and brighten it.
   */
  static int argb(BufferedImage image, int x, int y) {
    if (image.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
      return image.getRGB(x, y);
    }
    int[] samples = image.getRaster().getPixel(x, y, (int[]) null);
    int alpha = samples.length > 1 ? samples[1] : 255;
    return alpha << 24 | samples[0] * 0x010101;
  }

  private static boolean isAround(int argb, BufferedImage expected, int x, int y, int reach) {
    for (int dy = -reach; dy <= reach; dy++) {
      for (int dx = -reach; dx <= reach; dx++) {
        int column = Math.min(Math.max(x + dx, 0), expected.getWidth() - 1);
        int row = Math.min(Math.max(y + dy, 0), expected.getHeight() - 1);
        if (same(argb, argb(expected, column, row), 0)) {
          return true;
        }
      }
    }
    return false;
  }

  private static void assertSize(BufferedImage is, BufferedImage expected) {
    assertThat(List.of(is.getWidth(), is.getHeight()))
        .isEqualTo(List.of(expected.getWidth(), expected.getHeight()));
  }

  private static String difference(BufferedImage is, BufferedImage expected, int x, int y) {
    return String.format("(%d,%d): %08x not %08x", x, y, argb(is, x, y), argb(expected, x, y));
  }

  private static boolean same(int a, int b, int tolerance) {
    if (a >>> 24 == 0 || b >>> 24 == 0) {
      return a >>> 24 == b >>> 24;
    }
    for (int shift = 0; shift < 32; shift += 8) {
      if (Math.abs((a >> shift & 255) - (b >> shift & 255)) > tolerance) {
        return false;
      }
    }
    return true;
  }
}
