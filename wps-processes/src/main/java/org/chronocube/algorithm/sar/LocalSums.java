// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.Arrays;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.speckle.PowerScale;

/**
 * Sums over square windows around the pixels of a plane.
 *
 * <p>Separable, and always added in the order of rows and columns: a sum is the same to the last
 * bit wherever the block that holds it begins.
 */
final class LocalSums {

  private static final double LN_PER_DB = Math.log(10) / 10;

  private LocalSums() {}

  /**
   * Sums over the windows of side 2·radius + 1 that lie within a plane.
   *
   * @param x row-major over {@code shape}
   * @return row-major, {@code radius} rows and columns less on each side
   */
  static double[] of(double[] x, Shape shape, int radius) {
    int width = shape.width();
    int height = shape.height();
    int outWidth = width - 2 * radius;
    double[] sums = new double[(height - 2 * radius) * outWidth];
    double[] columns = new double[width];
    for (int r = 0; r < height - 2 * radius; r++) {
      Arrays.fill(columns, 0);
      for (int w = 0; w <= 2 * radius; w++) {
        int from = (r + w) * width;
        for (int c = 0; c < width; c++) {
          columns[c] += x[from + c];
        }
      }
      for (int w = 0; w <= 2 * radius; w++) {
        for (int c = 0; c < outWidth; c++) {
          sums[r * outWidth + c] += columns[c + w];
        }
      }
    }
    return sums;
  }

  /**
   * Sums over the windows around the pixels of a block without its margin.
   *
   * @param x over the padded block
   * @param radius at most the block's margin
   */
  static double[] inner(double[] x, PairBlock block, int radius) {
    return around(x, block, radius, 0);
  }

  /**
   * Sums over the windows around the pixels of a block, and around some rows and columns of its
   * margin.
   *
   * @param reach rows and columns on each side, with the radius at most the block's margin
   */
  static double[] around(double[] x, PairBlock block, int radius, int reach) {
    int cut = block.margin() - radius - reach;
    Shape padded = block.padded();
    if (cut == 0) {
      return of(x, padded, radius);
    }
    int width = padded.width() - 2 * cut;
    int height = padded.height() - 2 * cut;
    double[] part = new double[width * height];
    for (int r = 0; r < height; r++) {
      System.arraycopy(x, (r + cut) * padded.width() + cut, part, r * width, width);
    }
    return of(part, new Shape(height, width), radius);
  }

  /** 1 for pixels with data, 0 for the others, over the padded block. */
  static double[] ones(PairBlock block) {
    double[] ones = new double[(int) block.padded().pixels()];
    for (int i = 0; i < ones.length; i++) {
      ones[i] = block.data().isValid(i) ? 1 : 0;
    }
    return ones;
  }

  /** Linear power of a band over the padded block, 0 for pixels without data. */
  static double[] power(PairBlock block, float[] band, PowerScale scale) {
    double[] power = new double[band.length];
    for (int i = 0; i < band.length; i++) {
      power[i] = block.data().isValid(i) ? power(band[i], scale) : 0;
    }
    return power;
  }

  static double power(double value, PowerScale scale) {
    return switch (scale) {
      case POWER -> value;
      case AMPLITUDE -> value * value;
      case DECIBEL -> Math.exp(LN_PER_DB * value);
    };
  }
}
