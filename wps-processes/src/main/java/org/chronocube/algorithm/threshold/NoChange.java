// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.threshold;

/**
 * The values of a statistic that are no change: {@code low ≤ v ≤ high}. All others are.
 *
 * @param low −∞ when only large values are change
 * @param high at least {@code low}; both NaN when there was nothing to find thresholds on, and then
 *     nothing is change
 */
public record NoChange(double low, double high) {

  public NoChange {
    if (low > high) {
      throw new IllegalArgumentException("low must be <= high, were " + low + " and " + high);
    }
  }

  /** Values above a threshold are change. */
  public static NoChange upTo(double high) {
    return new NoChange(Double.isNaN(high) ? high : Double.NEGATIVE_INFINITY, high);
  }

  /** True for change; false for NaN. */
  public boolean isChange(double value) {
    return value < low || value > high;
  }
}
