// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

import java.util.List;
import java.util.Map;
import org.chronocube.algorithm.Layer;

/** What a {@link PairMethod} has learned, ready for any block. Immutable, for many threads. */
public interface PairTransform {

  /**
   * What it computes; exactly one layer is a {@link Layer.Role#STATISTIC}. A statistic that can be
   * negative (a signed difference) is thresholded on both sides.
   */
  List<Layer> layers();

  /**
   * Compares one block.
   *
   * @param block with the method's margin
   * @param result [layer][pixel of the window], row-major; written where the block is valid. NaN
   *     where the method has no answer
   */
  void apply(PairBlock block, float[][] result);

  /**
   * Numbers worth telling with the result, such as eigenvalues and iterations.
   *
   * @return ordered, names to numbers, texts or lists of them
   */
  default Map<String, Object> findings() {
    return Map.of();
  }
}
