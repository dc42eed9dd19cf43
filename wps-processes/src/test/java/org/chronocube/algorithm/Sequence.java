// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

/**
 * The linear congruential sequence x' = (1103515245·x + 12345) mod 2³¹, of which x' / 256 is given:
 * easy to repeat in NumPy, where the expected values of these tests were computed.
 */
final class Sequence {

  private long x;

  Sequence(long seed) {
    x = seed;
  }

  int next() {
    x = (x * 1103515245L + 12345) & 0x7fffffffL;
    return (int) (x >> 8);
  }

  /** A raster in which 45 % of the pixels are 1, the others 0. */
  static byte[] raster(long seed, int pixels) {
    Sequence sequence = new Sequence(seed);
    byte[] classes = new byte[pixels];
    for (int i = 0; i < pixels; i++) {
      classes[i] = (byte) (sequence.next() % 100 < 45 ? 1 : 0);
    }
    return classes;
  }
}
