// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel.speckle;

import org.chronocube.grid.Shape;
import org.chronocube.raster.RasterBlock;

/**
 * The multi-temporal filter of S. Quegan and J. J. Yu, "Filtering of multichannel SAR images", IEEE
 * TGRS 39(11), 2001, for dates whose speckle is uncorrelated: date k of M becomes
 *
 * <pre>
 *   J_k = (E[I_k] / M) · Σ_i I_i / E[I_i]
 * </pre>
 *
 * with E[I_i] the local mean of date i, of any spatial filter. Its looks grow from L to about M·L /
 * (1 + (M − 1)·L/L'), L' being those of the local means, while every date keeps its own level.
 *
 * <p>Dates are added one after the other, so memory does not grow with their number: one date's
 * images and two more. At each pixel the sum and M are over the dates that are valid there with a
 * local mean above 0. Not safe for concurrent use.
 */
public final class MultiTemporalSpeckle {

  private final SpeckleFilter inner;
  private final Shape shape;
  private final double[] ratios;
  private final int[] dates;

  /**
   * @param inner makes the local means
   * @param shape of every date
   */
  public MultiTemporalSpeckle(SpeckleFilter inner, Shape shape) {
    this.inner = inner;
    this.shape = shape;
    int n = Math.toIntExact(shape.pixels());
    this.ratios = new double[n];
    this.dates = new int[n];
  }

  /**
   * Adds one date.
   *
   * @param power linear power; not written to
   * @return its local means, to be kept for {@link #filtered} by who wants that date
   */
  public RasterBlock add(RasterBlock power) {
    check(power);
    RasterBlock mean = inner.filter(power);
    for (int i = 0; i < ratios.length; i++) {
      if (mean.mask().isValid(i) && mean.samples()[i] > 0) {
        ratios[i] += power.samples()[i] / (double) mean.samples()[i];
        dates[i]++;
      }
    }
    return mean;
  }

  /**
   * A date, filtered with all that were added, itself among them.
   *
   * @param mean what {@link #add} gave for the date; not written to
   * @return valid where the date is
   */
  public RasterBlock filtered(RasterBlock mean) {
    check(mean);
    RasterBlock result = mean.copy();
    float[] samples = result.samples();
    for (int i = 0; i < samples.length; i++) {
      if (dates[i] > 0) {
        samples[i] = (float) (samples[i] * (ratios[i] / dates[i]));
      }
    }
    return result;
  }

  private void check(RasterBlock block) {
    if (!block.shape().equals(shape)) {
      throw new IllegalArgumentException(
          "dates must have shape " + shape + ", was " + block.shape());
    }
  }
}
