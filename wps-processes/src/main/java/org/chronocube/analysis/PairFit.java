// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chronocube.algorithm.Histogram;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.PairTransform;
import org.chronocube.algorithm.threshold.NoChange;
import org.chronocube.algorithm.threshold.Thresholding;
import org.chronocube.cube.Progress;
import org.chronocube.raster.ValidMask;

/**
 * What a method has learned from two images, and the threshold found on the same pixels.
 *
 * @param transform compares any block of the two images
 * @param unchanged the values of its statistic that are no change; null when it has none
 */
record PairFit(PairTransform transform, NoChange unchanged) {

  /**
   * @return empty when no pixel is valid in both images
   */
  static Optional<PairFit> of(
      PairImages images, PairMethod method, Thresholding thresholding, Progress progress) {
    // One pass to see whether there are pixels, those of the method, one for the threshold.
    StreamedPairs pixels =
        new StreamedPairs(images, method.margin(), method.passes() + 2, progress);
    int[] blocks = new int[1];
    pixels.forEach(block -> block.window(), window -> blocks[0]++);
    if (blocks[0] == 0) {
      return Optional.empty();
    }
    PairTransform transform = method.fit(pixels);
    int statistic = Layer.indexOf(transform.layers(), Layer.Role.STATISTIC);
    if (statistic < 0) {
      return Optional.of(new PairFit(transform, null));
    }
    List<float[]> values = new ArrayList<>();
    pixels.forEach(block -> finite(apply(transform, block)[statistic]), values::add);
    return Optional.of(new PairFit(transform, unchanged(values, thresholding)));
  }

  /** Layers of a block, NaN where it is not valid. */
  static float[][] apply(PairTransform transform, PairBlock block) {
    float[][] result = new float[transform.layers().size()][block.pixels()];
    transform.apply(block, result);
    for (float[] layer : result) {
      for (int i = 0; i < layer.length; i++) {
        if (!block.valid().isValid(i)) {
          layer[i] = Float.NaN;
        }
      }
    }
    return result;
  }

  private static float[] finite(float[] values) {
    float[] result = new float[values.length];
    int n = 0;
    for (float v : values) {
      if (Float.isFinite(v)) {
        result[n++] = v;
      }
    }
    return Arrays.copyOf(result, n);
  }

  private static NoChange unchanged(List<float[]> values, Thresholding thresholding) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float[] some : values) {
      for (float v : some) {
        low = Math.min(low, v);
        high = Math.max(high, v);
      }
    }
    boolean none = low > high;
    Histogram histogram = new Histogram(none ? 0 : low, none ? 0 : high, thresholding.bins());
    values.forEach(some -> histogram.add(some, ValidMask.allValid(some.length)));
    return thresholding.of(histogram);
  }
}
