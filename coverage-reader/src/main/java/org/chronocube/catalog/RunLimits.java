// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

/**
 * What one run of a process may take at most. A run is refused before it starts when its estimate
 * is beyond.
 *
 * @param pixels of the grid of a result: some bytes a pixel are held in memory
 * @param resultBytes of all bands of a result; what does not fit into memory lies in a temporary
 *     file
 * @param seconds estimated
 */
public record RunLimits(long pixels, long resultBytes, double seconds) {

  /** 200 million pixels (a tile of Sentinel-2 has 121 million), 16 GiB, 6 hours. */
  public static final RunLimits DEFAULT = new RunLimits(200_000_000, 16L << 30, 6 * 3600.0);

  public RunLimits {
    if (pixels < 1 || resultBytes < 1 || !(seconds > 0)) {
      throw new IllegalArgumentException(
          "limits must be > 0, were " + pixels + ", " + resultBytes + ", " + seconds);
    }
  }

  /** The same with another number of pixels. */
  public RunLimits withPixels(long most) {
    return new RunLimits(most, resultBytes, seconds);
  }
}
