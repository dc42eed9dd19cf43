// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.Arrays;
import org.chronocube.InvalidParameterException;
import org.chronocube.grid.Shape;

/**
 * Morphological closing and opening of class maps (Serra 1982, "Image Analysis and Mathematical
 * Morphology"). Closing fills gaps and inlets of background that the element does not fit into;
 * opening clears parts of patches that the element does not fit into.
 *
 * <p>Each class is treated by itself. Closing changes background only, where several classes would
 * fill it to the lowest of them, and opening only makes background. All around the map there is
 * background: closing never clears pixels at the edge (as SciPy's does unless the image is padded
 * first), and opening clears what is narrow inside the map, even if it might go on outside.
 *
 * <p>Work goes strip by strip with some 3 bytes a pixel of the strip; the result is a new map. Time
 * is proportional to pixels and, for disks, at most to the radius.
 *
 * @param element shape of the structuring element
 * @param radius in pixels, 1 to {@value #MAX_RADIUS}: the element reaches this far from its centre
 */
public record Morphology(Element element, int radius) {

  /** Largest radius. */
  public static final int MAX_RADIUS = 100;

  private static final int STRIP_ROWS = 256;

  /** Structuring elements, all symmetric about their central pixel. */
  public enum Element {
    /** Sides of 2·radius + 1 pixels. */
    SQUARE,
    /** Pixels whose centres are at most the radius away. */
    DISK
  }

  public Morphology {
    if (radius < 1 || radius > MAX_RADIUS) {
      throw new InvalidParameterException(
          "radius", "radius must be in 1.." + MAX_RADIUS + " pixels, was " + radius);
    }
  }

  /**
   * Dilation, then erosion.
   *
   * @param classes row-major, 0 = background
   * @return a new map
   */
  public byte[] close(Shape shape, byte[] classes) {
    return run(shape, classes, true);
  }

  /**
   * Erosion, then dilation.
   *
   * @param classes row-major, 0 = background
   * @return a new map
   */
  public byte[] open(Shape shape, byte[] classes) {
    return run(shape, classes, false);
  }

  private byte[] run(Shape shape, byte[] classes, boolean close) {
    if (classes.length != shape.pixels()) {
      throw new IllegalArgumentException(
          "classes must have " + shape.pixels() + " pixels, had " + classes.length);
    }
    byte[] result = classes.clone();
    int rows = Math.min(STRIP_ROWS, shape.height());
    Strip strip = new Strip(shape.width(), rows);
    for (int row = 0; row < shape.height(); row += rows) {
      int stop = Math.min(shape.height(), row + rows);
      boolean[] present = present(shape, classes, row, stop);
      for (int c = 255; c > 0; c--) {
        if (present[c]) {
          strip.take(shape, classes, row, (byte) c);
          strip.dilate(close);
          strip.dilate(!close);
          strip.give(classes, result, row, stop, (byte) c, close);
        }
      }
    }
    return result;
  }

  // Classes that can reach rows of the strip.
  private boolean[] present(Shape shape, byte[] classes, int row, int stop) {
    boolean[] present = new boolean[256];
    int from = Math.max(0, row - 2 * radius) * shape.width();
    int to = Math.min(shape.height(), stop + 2 * radius) * shape.width();
    for (int i = from; i < to; i++) {
      present[classes[i] & 0xff] = true;
    }
    return present;
  }

  /**
   * Rows of one class with what they depend on: two radii around. A pixel is 1 where it is set. The
   * outermost radius is not right any more after one step, both are not after two.
   */
  private final class Strip {

    private final int width;
    private final int height;
    private final byte[] pixels;

    /** Rows to the nearest pixel looked for in the same column, at most radius + 1. */
    private final byte[] away;

    /** How far the element reaches in the column that is so many columns beside its centre. */
    private final int[] reach = new int[radius + 1];

    Strip(int mapWidth, int rows) {
      width = mapWidth + 4 * radius;
      height = rows + 4 * radius;
      pixels = new byte[Math.multiplyExact(width, height)];
      away = new byte[pixels.length];
      for (int d = 0; d <= radius; d++) {
        reach[d] =
            element == Element.SQUARE
                ? radius
                : (int) Math.sqrt((double) radius * radius - (double) d * d);
      }
    }

    void take(Shape shape, byte[] classes, int firstRow, byte c) {
      Arrays.fill(pixels, (byte) 0);
      for (int r = 0; r < height; r++) {
        int row = firstRow - 2 * radius + r;
        if (row >= 0 && row < shape.height()) {
          int from = row * shape.width();
          int to = r * width + 2 * radius;
          for (int i = 0; i < shape.width(); i++) {
            pixels[to + i] = classes[from + i] == c ? (byte) 1 : 0;
          }
        }
      }
    }

    /** Grows what is set, or, the same thing, what is not set when {@code set} is false. */
    void dilate(boolean set) {
      byte looked = (byte) (set ? 1 : 0);
      measure(looked);
      for (int r = 0; r < height; r++) {
        int row = r * width;
        for (int col = radius; col < width - radius; col++) {
          if (pixels[row + col] != looked && isNear(row + col)) {
            pixels[row + col] = looked;
          }
        }
      }
    }

    private boolean isNear(int pixel) {
      if (away[pixel] <= radius) {
        return true;
      }
      for (int d = 1; d <= radius; d++) {
        if (away[pixel - d] <= reach[d] || away[pixel + d] <= reach[d]) {
          return true;
        }
      }
      return false;
    }

    private void measure(byte looked) {
      byte far = (byte) (radius + 1);
      for (int i = 0; i < pixels.length; i++) {
        byte above = i < width ? far : (byte) Math.min(far, away[i - width] + 1);
        away[i] = pixels[i] == looked ? 0 : above;
      }
      for (int i = pixels.length - width - 1; i >= 0; i--) {
        away[i] = (byte) Math.min(away[i], away[i + width] + 1);
      }
    }

    void give(byte[] classes, byte[] result, int row, int stop, byte c, boolean close) {
      int mapWidth = width - 4 * radius;
      for (int r = row; r < stop; r++) {
        int from = (r - row + 2 * radius) * width + 2 * radius;
        for (int i = 0; i < mapWidth; i++) {
          int at = r * mapWidth + i;
          boolean set = pixels[from + i] != 0;
          if (close && set && classes[at] == 0) {
            result[at] = c;
          } else if (!close && !set && classes[at] == c) {
            result[at] = 0;
          }
        }
      }
    }
  }
}
