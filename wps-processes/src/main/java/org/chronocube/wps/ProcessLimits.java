// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

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

  /**
   * @throws InvalidParameterException naming the area when it has too many pixels
   */
  void checkPixels(long pixels) {
    if (pixels > maxPixels) {
      throw new InvalidParameterException(
          "area", "area must have at most " + maxPixels + " pixels, had " + pixels);
    }
  }

  /** The same with another number of pixels. */
  public ProcessLimits withMaxPixels(long pixels) {
    return new ProcessLimits(pixels, maxResultBytes, maxSeconds);
  }
}
