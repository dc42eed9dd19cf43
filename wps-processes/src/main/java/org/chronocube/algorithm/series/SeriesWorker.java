// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

/** Computes one pixel after the other. For one thread at a time. */
@FunctionalInterface
public interface SeriesWorker {

  /**
   * One pixel.
   *
   * @param values physical values, [band][date]; NaN where there is none. May be written to
   * @param result one number for each layer, overwritten; NaN where the method has no answer (too
   *     few values, no change)
   */
  void compute(float[][] values, float[] result);
}
