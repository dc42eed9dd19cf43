// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import org.chronocube.grid.Shape;

/** The map while it is drawn. Owned by one thread at a time. */
final class Canvas {

  private final Shape shape;
  private final int[] argb;

  private Canvas(Shape shape, int[] argb) {
    this.shape = shape;
    this.argb = argb;
  }

  Shape shape() {
    return shape;
  }

  /** The pixels themselves: {@code 0xAARRGGBB}, not premultiplied, row-major. */
  int[] argb() {
    return argb;
  }

  /**
   * @param background colour of every pixel, 0 for transparent
   */
  static Canvas filled(Shape shape, int background) {
    int[] argb = new int[Math.toIntExact(shape.pixels())];
    Arrays.fill(argb, background);
    return new Canvas(shape, argb);
  }

  static Canvas of(BufferedImage image) {
    int w = image.getWidth();
    int h = image.getHeight();
    return new Canvas(new Shape(h, w), image.getRGB(0, 0, w, h, null, 0, w));
  }

  /** Draws over what is there (Porter and Duff's source over destination). */
  void drawOver(int[] above) {
    for (int i = 0; i < argb.length; i++) {
      int alpha = above[i] >>> 24;
      if (alpha == 255) {
        argb[i] = above[i];
      } else if (alpha != 0) {
        argb[i] = over(above[i], argb[i]);
      }
    }
  }

  private static int over(int above, int below) {
    int a = above >>> 24;
    int b = below >>> 24;
    // Weights in 1/255²: exact integers, rounded once per component.
    int wa = a * 255;
    int wb = b * (255 - a);
    int w = wa + wb;
    int alpha = (w + 127) / 255;
    int red = ((above >> 16 & 255) * wa + (below >> 16 & 255) * wb + w / 2) / w;
    int green = ((above >> 8 & 255) * wa + (below >> 8 & 255) * wb + w / 2) / w;
    int blue = ((above & 255) * wa + (below & 255) * wb + w / 2) / w;
    return alpha << 24 | red << 16 | green << 8 | blue;
  }

  boolean isOpaque() {
    for (int pixel : argb) {
      if (pixel >>> 24 != 255) {
        return false;
      }
    }
    return true;
  }

  /** A Java image with a copy of the pixels, without alpha if {@code type} has none. */
  BufferedImage toImage(int type) {
    BufferedImage image = new BufferedImage(shape.width(), shape.height(), type);
    int[] data = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(argb, 0, data, 0, argb.length);
    return image;
  }
}
