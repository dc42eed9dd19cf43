// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.Arrays;
import org.chronocube.grid.Shape;

/**
 * The minimum mapping unit: patches with fewer pixels than that become background. Holes in patches
 * are left as they are, and so are background and invalid pixels.
 */
public final class Sieve {

  private Sieve() {}

  /**
   * Clears small patches in place.
   *
   * @param classes row-major, 0 = background
   * @param minPixels smallest patch that stays, ≥ 1
   * @return number of patches cleared
   */
  public static int apply(Shape shape, byte[] classes, int minPixels, Connectivity connectivity) {
    if (minPixels < 1) {
      throw new IllegalArgumentException("minPixels must be >= 1, was " + minPixels);
    }
    if (minPixels == 1) {
      return 0;
    }
    Patches patches = Patches.of(shape, classes, connectivity);
    patches.forEachRun(
        (patch, from, to) -> {
          if (patches.size(patch) < minPixels) {
            Arrays.fill(classes, from, to, (byte) 0);
          }
        });
    int cleared = 0;
    for (int patch = 1; patch <= patches.count(); patch++) {
      cleared += patches.size(patch) < minPixels ? 1 : 0;
    }
    return cleared;
  }
}
