// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.chronocube.grid.Shape;

/**
 * Two thresholds (Canny 1986, "A computational approach to edge detection", section VIII): pixels
 * that pass the weak one stay only where they are connected, through pixels of the same class, to
 * one that passes the strong one.
 */
public final class Hysteresis {

  private Hysteresis() {}

  /**
   * Clears, in place, patches without a strong pixel.
   *
   * @param classes by the weak threshold; row-major, 0 = background
   * @param strong whether a pixel, by its row-major index, passes the strong threshold; asked for
   *     pixels that are not background only
   * @return number of patches cleared
   */
  public static int apply(
      Shape shape, byte[] classes, IntPredicate strong, Connectivity connectivity) {
    Patches patches = Patches.of(shape, classes, connectivity);
    BitSet kept = new BitSet(patches.count() + 1);
    patches.forEachRun(
        (patch, from, to) -> {
          for (int pixel = from; pixel < to && !kept.get(patch); pixel++) {
            if (strong.test(pixel)) {
              kept.set(patch);
            }
          }
        });
    patches.forEachRun(
        (patch, from, to) -> {
          if (!kept.get(patch)) {
            Arrays.fill(classes, from, to, (byte) 0);
          }
        });
    return patches.count() - kept.cardinality();
  }
}
