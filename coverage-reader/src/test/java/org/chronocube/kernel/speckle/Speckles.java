// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;

/** Images for the tests of this package. */
final class Speckles {

  private Speckles() {}

  /** One image of a file of float32; NaN = not valid. */
  static RasterBlock stored(String name, Shape shape, int plane) {
    int n = (int) shape.pixels();
    float[] samples = new float[n];
    ByteBuffer bytes = ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN);
    ValidMask mask = ValidMask.noneValid(n);
    for (int i = 0; i < n; i++) {
      samples[i] = bytes.getFloat(4 * (plane * n + i));
      if (!Float.isNaN(samples[i])) {
        mask.setValid(i);
      }
    }
    return new RasterBlock(shape, samples, mask);
  }

  private static byte[] bytes(String name) {
    try (InputStream in = Speckles.class.getResourceAsStream(name + ".f32")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every pixel valid and the same. */
  static RasterBlock constant(Shape shape, float value) {
    RasterBlock block = RasterBlock.allocate(shape);
    Arrays.fill(block.samples(), value);
    block.mask().setRange(0, block.samples().length);
    return block;
  }

  /** Multiplies with speckle of whole looks: the mean of that many exponential variates. */
  static RasterBlock speckled(RasterBlock clean, int looks, Random random) {
    RasterBlock result = clean.copy();
    for (int i = 0; i < result.samples().length; i++) {
      double sum = 0;
      for (int l = 0; l < looks; l++) {
        sum -= Math.log(1 - random.nextDouble());
      }
      result.samples()[i] *= (float) (sum / looks);
    }
    return result;
  }

  static RasterBlock crop(RasterBlock block, Window window) {
    RasterBlock part = RasterBlock.allocate(window.shape());
    for (int r = 0; r < window.height(); r++) {
      int from = block.index(window.rowStart() + r, window.colStart());
      System.arraycopy(block.samples(), from, part.samples(), r * window.width(), window.width());
      part.mask().copy(block.mask(), from, r * window.width(), window.width());
    }
    return part;
  }

  static double mean(RasterBlock block, Window window) {
    double sum = 0;
    for (int r = window.rowStart(); r < window.rowStop(); r++) {
      for (int c = window.colStart(); c < window.colStop(); c++) {
        sum += block.sample(r, c);
      }
    }
    return sum / window.pixels();
  }

  /** Equivalent number of looks: mean² / variance. */
  static double looks(RasterBlock block, Window window) {
    double mean = mean(block, window);
    double squares = 0;
    for (int r = window.rowStart(); r < window.rowStop(); r++) {
      for (int c = window.colStart(); c < window.colStop(); c++) {
        squares += Math.pow(block.sample(r, c) - mean, 2);
      }
    }
    return mean * mean / (squares / window.pixels());
  }
}
