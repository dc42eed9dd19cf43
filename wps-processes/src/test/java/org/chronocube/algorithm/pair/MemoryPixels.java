// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;
import org.chronocube.algorithm.Histogram;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.threshold.NoChange;
import org.chronocube.algorithm.threshold.Thresholding;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.ValidMask;

/**
 * A pair in memory, handed out in blocks of any size.
 *
 * @param before [band][pixel]
 * @param after [band][pixel]
 * @param valid pixels with data, all of which belong to the area
 * @param block rows and columns of a block
 */
public record MemoryPixels(
    Shape shape, float[][] before, float[][] after, ValidMask valid, int block, int margin)
    implements PairPixels {

  /** All pixels valid. */
  public static MemoryPixels of(
      Shape shape, float[][] before, float[][] after, int block, int margin) {
    ValidMask all = ValidMask.allValid(Math.toIntExact(shape.pixels()));
    return new MemoryPixels(shape, before, after, all, block, margin);
  }

  @Override
  public int bands() {
    return before.length;
  }

  @Override
  public <T> void forEach(Function<PairBlock, T> work, Consumer<T> inOrder) {
    for (int row = 0; row < shape.height(); row += block) {
      for (int col = 0; col < shape.width(); col += block) {
        PairBlock pair = block(row, col);
        if (!pair.valid().isNoneValid()) {
          inOrder.accept(work.apply(pair));
        }
      }
    }
  }

  private PairBlock block(int row, int col) {
    int bottom = Math.min(shape.height(), row + block);
    int right = Math.min(shape.width(), col + block);
    Window window = new Window(row, bottom, col, right);
    int width = right - col + 2 * margin;
    int pixels = (bottom - row + 2 * margin) * width;
    float[][] a = new float[bands()][pixels];
    float[][] b = new float[bands()][pixels];
    ValidMask data = ValidMask.noneValid(pixels);
    ValidMask inside = ValidMask.noneValid(Math.toIntExact(window.pixels()));
    for (int i = 0; i < pixels; i++) {
      int r = row - margin + i / width;
      int c = col - margin + i % width;
      boolean within = r >= 0 && r < shape.height() && c >= 0 && c < shape.width();
      int at = r * shape.width() + c;
      for (int band = 0; band < bands(); band++) {
        a[band][i] = within && valid.isValid(at) ? before[band][at] : Float.NaN;
        b[band][i] = within && valid.isValid(at) ? after[band][at] : Float.NaN;
      }
      if (within && valid.isValid(at)) {
        data.setValid(i);
        if (r >= row && r < bottom && c >= col && c < right) {
          inside.setValid((r - row) * (right - col) + c - col);
        }
      }
    }
    return new PairBlock(window, margin, a, b, data, inside);
  }

  /** Fits and applies a method: [layer][pixel], NaN where not valid. */
  public static float[][] run(PairMethod method, MemoryPixels pixels) {
    MemoryPixels padded =
        new MemoryPixels(
            pixels.shape, pixels.before, pixels.after, pixels.valid, pixels.block, method.margin());
    return apply(method.fit(padded), padded);
  }

  /** Applies what was learned: [layer][pixel], NaN where not valid. */
  public static float[][] apply(PairTransform transform, MemoryPixels pixels) {
    int width = pixels.shape.width();
    float[][] result = new float[transform.layers().size()][pixels.valid.size()];
    for (float[] layer : result) {
      Arrays.fill(layer, Float.NaN);
    }
    pixels.forEach(
        pair -> {
          Window window = pair.window();
          float[][] part = new float[result.length][pair.pixels()];
          transform.apply(pair, part);
          for (int i = 0; i < pair.pixels(); i++) {
            int row = window.rowStart() + i / window.width();
            int at = row * width + window.colStart() + i % window.width();
            for (int layer = 0; pair.valid().isValid(i) && layer < result.length; layer++) {
              result[layer][at] = part[layer][i];
            }
          }
          return pair;
        },
        pair -> {});
    return result;
  }

  /** The statistic among the layers of {@link #run}. */
  public static float[] statistic(PairTransform transform, float[][] layers) {
    for (int i = 0; i < layers.length; i++) {
      if (transform.layers().get(i).role() == Layer.Role.STATISTIC) {
        return layers[i];
      }
    }
    throw new IllegalStateException("no statistic");
  }

  /** 1 = change, 0 = none. */
  public static byte[] change(float[] statistic, Thresholding thresholding) {
    ValidMask all = ValidMask.allValid(statistic.length);
    NoChange noChange = thresholding.of(Histogram.of(statistic, all, thresholding.bins()));
    byte[] change = new byte[statistic.length];
    for (int i = 0; i < change.length; i++) {
      change[i] = (byte) (noChange.isChange(statistic[i]) ? 1 : 0);
    }
    return change;
  }
}
