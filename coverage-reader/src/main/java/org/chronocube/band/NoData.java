// SPDX-License-Identifier: Apache-2.0
package org.chronocube.band;

/**
 * The sample values that mean "no data": one declared value, or none. NaN samples of floating types
 * never are data, declared or not.
 *
 * @param value the declared value (may be NaN), or null when none is declared
 */
public record NoData(Double value) {

  /** No value is declared. */
  public static final NoData NONE = new NoData(null);

  public static NoData of(double value) {
    return new NoData(value);
  }

  public boolean isDeclared() {
    return value != null;
  }

  /** The declared value, or {@code other} when none is. */
  public double orElse(double other) {
    return value == null ? other : value;
  }

  /** True when a sample is no data. */
  public boolean matches(double sample) {
    return Double.isNaN(sample) || (value != null && sample == value);
  }
}
