// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.time.Duration;
import java.util.Optional;
import org.chronocube.grid.Shape;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.ows.OwsException;

/**
 * What a request may cost.
 *
 * @param maxSide largest WIDTH and HEIGHT in pixels
 * @param maxMemory bytes one map may take while it is drawn
 * @param maxTime of drawing; empty for no limit
 * @param maxTimes values of one TIME parameter
 */
record WmsLimits(int maxSide, long maxMemory, Optional<Duration> maxTime, int maxTimes) {

  private static final int MAX_SIDE = 10_000;
  // Canvas, painted layer and encoded file; then samples and mask of each band.
  private static final int BYTES_PER_PIXEL = 12;
  private static final int BYTES_PER_SAMPLE = 5;

  /** The limits of {@code wms.xml}. */
  static WmsLimits of(ServiceSettings wms) {
    long seconds = wms.limit("maxRenderingTime", 60);
    return new WmsLimits(
        MAX_SIDE,
        wms.limitBytes("maxRequestMemory", 262_144),
        seconds > Integer.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)),
        (int) Math.min(10_000, wms.limit("maxRequestedDimensionValues", 100)));
  }

  /** Side of the largest square map that is surely drawn: what capabilities promise. */
  int safeSide() {
    double pixels = maxMemory / (BYTES_PER_PIXEL + 3.0 * BYTES_PER_SAMPLE);
    return (int) Math.min(maxSide, Math.sqrt(pixels));
  }

  /**
   * Bytes a map takes while it is drawn.
   *
   * @param bands most that one layer reads at a time
   * @throws OwsException when that is too much
   */
  long memory(Shape shape, int bands) {
    long bytes = shape.pixels() * (BYTES_PER_PIXEL + (long) BYTES_PER_SAMPLE * bands);
    if (bytes > maxMemory) {
      throw new OwsException(
          null,
          null,
          "a map must take at most "
              + maxMemory / 1024
              + " kB of memory, width "
              + shape.width()
              + " and height "
              + shape.height()
              + " take "
              + bytes / 1024
              + " kB");
    }
    return bytes;
  }
}
