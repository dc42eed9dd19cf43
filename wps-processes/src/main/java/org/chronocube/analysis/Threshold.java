// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.Locale;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Histogram;
import org.chronocube.algorithm.Otsu;
import org.chronocube.raster.ValidMask;

/**
 * How magnitudes are parted into change and no change.
 *
 * @param value the threshold, or null to find one with Otsu's method
 */
public record Threshold(Double value) {

  /**
   * Found by Otsu's method on a histogram of {@value #BINS} bins, as many as scikit-image takes.
   */
  public static final Threshold OTSU = new Threshold(null);

  static final int BINS = 256;

  public Threshold {
    if (value != null && !(value >= 0 && Double.isFinite(value))) {
      throw new InvalidParameterException("threshold", "threshold must be >= 0, was " + value);
    }
  }

  /**
   * @param text {@code otsu} or a number
   * @throws InvalidParameterException when it is neither
   */
  public static Threshold parse(String text) {
    if (text.strip().toLowerCase(Locale.ROOT).equals("otsu")) {
      return OTSU;
    }
    try {
      return new Threshold(Double.valueOf(text.strip()));
    } catch (NumberFormatException e) {
      throw new InvalidParameterException(
          "threshold", "threshold must be otsu or a number, was " + text, e);
    }
  }

  /** The threshold for given magnitudes; NaN when there are none. */
  double of(float[] magnitude, ValidMask valid) {
    return value != null ? value : Otsu.threshold(Histogram.of(magnitude, valid, BINS));
  }
}
