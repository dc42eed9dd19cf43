// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/** Arithmetic of the standard's equations. */
final class Numbers {

  private Numbers() {}

  static int ceilDiv(int a, int b) {
    return -Math.floorDiv(-a, b);
  }

  /** ⌈a / 2^shift⌉. */
  static int ceilShift(int a, int shift) {
    return (int) (a + (1L << shift) - 1 >> shift);
  }
}
