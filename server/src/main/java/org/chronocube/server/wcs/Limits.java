// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.chronocube.band.Band;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.encode.SampleEncoding;
import org.chronocube.server.ows.OwsException;

/**
 * How much one GetCoverage may ask for; checked before anything is read.
 *
 * @param inputBytes most samples read from files, as bytes
 * @param outputBytes most samples in the answer, as bytes before compression
 * @param times most slices
 * @param time longest work
 */
record Limits(long inputBytes, long outputBytes, long times, Duration time) {

  private static final long DEFAULT_KILOBYTES = 4L << 20;
  private static final long DEFAULT_SECONDS = 600;

  /**
   * {@code maxInputMemory} and {@code maxOutputMemory} (KB), {@code maxRequestedDimensionValues} as
   * GeoServer has them in {@code wcs.xml}, and {@code maxRequestTime} (s). A value ≤ 0 is no limit;
   * without one: 4 GB, any number of times, ten minutes.
   */
  static Limits of(ServiceSettings settings) {
    long seconds = settings.limit("maxRequestTime", DEFAULT_SECONDS);
    return new Limits(
        settings.limitBytes("maxInputMemory", DEFAULT_KILOBYTES),
        settings.limitBytes("maxOutputMemory", DEFAULT_KILOBYTES),
        settings.limit("maxRequestedDimensionValues", 0),
        Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE)));
  }

  /**
   * @param window the part of the native grid that is asked for
   * @throws OwsException naming the limit
   */
  void check(Window window, RasterSource source) {
    if (source.slices() > times) {
      throw tooLarge("times", times, source.slices());
    }
    GeoBox grid = source.grid();
    double written = bytes(source.bands()) * (double) grid.shape().pixels() * source.slices();
    if (written > outputBytes) {
      throw tooLarge("bytes of samples in the answer", outputBytes, written);
    }
    // The engine reads the overview next finer than the answer: at most four pixels for one.
    double pixels = Math.min((double) window.pixels(), 4.0 * grid.shape().pixels());
    double read = bytes(source.bands()) * pixels * source.slices();
    if (read > inputBytes) {
      throw tooLarge("bytes of samples to read", inputBytes, read);
    }
  }

  private static long bytes(List<Band> bands) {
    return (long) bands.size() * SampleEncoding.common(bands).bytes();
  }

  private static OwsException tooLarge(String what, long limit, double asked) {
    return OwsException.invalid(
        null,
        String.format(
            Locale.ROOT,
            "a request must have at most %d %s, was %.0f; take a smaller subset, fewer bands or"
                + " scaling",
            limit,
            what,
            asked));
  }
}
