// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.Optional;
import org.chronocube.InvalidParameterException;

/**
 * What one run may take at most. A run is refused before it starts when its estimate is beyond.
 *
 * @param maxPixels of the grid of a result: some bytes a pixel are held in memory
 * @param maxResultBytes of all bands of a result; what does not fit into memory lies in a temporary
 *     file
 * @param maxSeconds estimated
 */
public record ProcessLimits(long maxPixels, long maxResultBytes, double maxSeconds) {

  /** 200 million pixels (a tile of Sentinel-2 has 121 million), 16 GiB, 6 hours. */
  public static final ProcessLimits DEFAULT = new ProcessLimits(200_000_000, 16L << 30, 6 * 3600.0);

  public ProcessLimits {
    if (maxPixels < 1 || maxResultBytes < 1 || !(maxSeconds > 0)) {
      throw new IllegalArgumentException(
          "limits must be > 0, were " + maxPixels + ", " + maxResultBytes + ", " + maxSeconds);
    }
  }

  /** The limit that a run would break, as a sentence. */
  Optional<String> broken(RunEstimate estimate) {
    if (estimate.pixels() > maxPixels) {
      return Optional.of(rule(maxPixels + " pixels", estimate.pixels()));
    }
    if (estimate.resultBytes() > maxResultBytes) {
      return Optional.of(rule(maxResultBytes + " bytes of result", estimate.resultBytes()));
    }
    if (estimate.seconds() > maxSeconds) {
      return Optional.of(rule(maxSeconds + " s of estimated work", Math.round(estimate.seconds())));
    }
    return Optional.empty();
  }

  private static String rule(String most, long had) {
    return "area must have at most " + most + ", had " + had;
  }

  /**
   * Refuses what is beyond.
   *
   * @throws InvalidParameterException naming the area, the limit and the estimate
   */
  void check(RunEstimate estimate) {
    broken(estimate)
        .ifPresent(
            why -> {
              throw new InvalidParameterException("area", why);
            });
  }

  /** The same with another number of pixels. */
  public ProcessLimits withMaxPixels(long pixels) {
    return new ProcessLimits(pixels, maxResultBytes, maxSeconds);
  }
}
