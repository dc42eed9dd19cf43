// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import java.util.function.IntPredicate;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.raster.ValidMask;

/**
 * Scratch that holds some valid pixels of a block in contiguous doubles, so that sums over them run
 * at the speed of the processor whatever the mask looks like. One for each block that is worked on.
 */
final class PixelRun {

  /** Pixels at most; 2 × 6 bands of them fit a first-level cache. */
  static final int LENGTH = 256;

  /** Samples minus their centre: [variable][pixel of the run]; first those before, then after. */
  final double[][] samples;

  /** Where each pixel of the run is in the block's window. */
  final int[] pixels = new int[LENGTH];

  private final double[] centre;
  private int size;

  /**
   * @param centre subtracted from each variable (2p: the bands before, the bands after), so that
   *     products of large samples of small spread do not cancel
   */
  PixelRun(double[] centre) {
    this.centre = centre;
    this.samples = new double[centre.length][LENGTH];
  }

  /** Pixels of the present run. */
  int size() {
    return size;
  }

  /** Fills the run with the valid pixels of a block, part after part, and calls {@code use}. */
  void forEach(PairBlock block, Runnable use) {
    if (block.margin() != 0) {
      throw new IllegalArgumentException("margin must be 0, was " + block.margin());
    }
    int n = block.pixels();
    for (int from = 0; from < n; from += LENGTH) {
      int to = Math.min(from + LENGTH, n);
      find(block.valid(), from, to);
      if (size > 0) {
        gather(block);
        use.run();
      }
    }
  }

  /** Takes over the pixels of another run for whose place in it {@code which} holds. */
  void take(PixelRun other, IntPredicate which) {
    size = 0;
    for (int i = 0; i < other.size; i++) {
      if (which.test(i)) {
        pixels[size] = other.pixels[i];
        for (int v = 0; v < samples.length; v++) {
          samples[v][size] = other.samples[v][i];
        }
        size++;
      }
    }
  }

  private void find(ValidMask valid, int from, int to) {
    size = 0;
    boolean all = valid.isRangeValid(from, to);
    for (int i = from; i < to; i++) {
      if (all || valid.isValid(i)) {
        pixels[size++] = i;
      }
    }
  }

  private void gather(PairBlock block) {
    int bands = centre.length / 2;
    for (int v = 0; v < centre.length; v++) {
      float[] source = v < bands ? block.before()[v] : block.after()[v - bands];
      double[] target = samples[v];
      double c = centre[v];
      int first = pixels[0];
      if (pixels[size - 1] - first == size - 1) {
        for (int i = 0; i < size; i++) {
          target[i] = source[first + i] - c;
        }
      } else {
        for (int i = 0; i < size; i++) {
          target[i] = source[pixels[i]] - c;
        }
      }
    }
  }

  /** The first valid pixel's samples: a centre when no mean is known yet. */
  static double[] firstPixel(PairBlock block) {
    int bands = block.before().length;
    double[] centre = new double[2 * bands];
    int first = 0;
    while (first < block.pixels() - 1 && !block.valid().isValid(first)) {
      first++;
    }
    for (int b = 0; b < bands; b++) {
      centre[b] = block.before()[b][first];
      centre[bands + b] = block.after()[b][first];
    }
    return centre;
  }
}
