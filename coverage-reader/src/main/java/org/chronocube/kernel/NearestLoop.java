// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

/** The pixel under the target's centre. */
final class NearestLoop {

  private final SourceRaster source;

  NearestLoop(SourceRaster source) {
    this.source = source;
  }

  /**
   * Finds the pixels of a row.
   *
   * @param points x and y in the source of each target centre
   * @param picks index of each in the source, {@link Gathering#NONE} where nothing is valid
   */
  void row(double[] points, int[] picks) {
    for (int i = 0; i < picks.length; i++) {
      picks[i] = source.validAt(points[2 * i], points[2 * i + 1]);
    }
  }
}
