// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import org.chronocube.raster.ValidMask;

/** Makes one row of target pixels from a source; holds scratch space, so one thread at a time. */
interface RowLoop {

  /**
   * @param points source column, row of each pixel's centre
   * @param count number of pixels
   * @param out receives the samples of valid pixels from {@code at} on
   * @param valid receives a bit for each valid pixel
   * @param at index of the first pixel in {@code out} and {@code valid}
   */
  void row(double[] points, int count, float[] out, ValidMask valid, int at);
}
