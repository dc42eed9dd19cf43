// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

/**
 * Which way the power changed in all polarisations: the Loewner order of diagonal matrices
 * (Nielsen, Skriver and Conradsen 2020, "The Loewner order and direction of detected change in
 * Sentinel-1 and Radarsat-2 data", IEEE GRSL 17:242-246).
 */
public enum Direction {
  /** More in each polarisation. */
  POSITIVE(1),
  /** Less in each polarisation. */
  NEGATIVE(2),
  /** More in one and less, or as much, in another. */
  AMBIGUOUS(3);

  private final int code;

  Direction(int code) {
    this.code = code;
  }

  /** As layers have it: 1 positive, 2 negative, 3 ambiguous. */
  public int code() {
    return code;
  }

  /**
   * @param up bands with more power
   * @param down bands with less
   */
  static Direction of(int up, int down, int bands) {
    return up == bands ? POSITIVE : down == bands ? NEGATIVE : AMBIGUOUS;
  }
}
