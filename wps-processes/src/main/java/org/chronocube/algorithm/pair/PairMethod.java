// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair;

/** A way to compare two times. Immutable: its parameters. */
public interface PairMethod {

  /** Rows and columns of neighbours that a pixel's result depends on, on each side. */
  default int margin() {
    return 0;
  }

  /** Most passes over the pixels that {@link #fit} makes; for telling progress. */
  int passes();

  /**
   * Learns from all pixels what the comparison needs: means, transforms, clusters.
   *
   * @throws org.chronocube.InvalidParameterException when the bands do not fit the method, or the
   *     pixels are too few or too alike
   */
  PairTransform fit(PairPixels pixels);
}
