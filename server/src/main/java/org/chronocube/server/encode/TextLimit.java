// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import java.util.Locale;

/**
 * How many values an answer of plain text may have: such answers are for looking at and for small
 * areas, and clients read them into memory whole.
 */
public final class TextLimit {

  /** Most values: pixels times bands times slices. */
  public static final long MOST_VALUES = 4_000_000;

  private TextLimit() {}

  /**
   * @param format to name in the error
   * @throws UnsupportedRasterException when a source has more
   */
  public static void check(RasterSource source, String format) {
    double values =
        (double) source.grid().shape().pixels() * source.bands().size() * source.slices();
    if (values > MOST_VALUES) {
      throw new UnsupportedRasterException(
          String.format(
              Locale.ROOT,
              "%s must have at most %d values, was %.0f; take a smaller subset, fewer bands, scaling"
                  + " or another format",
              format,
              MOST_VALUES,
              values));
    }
  }
}
