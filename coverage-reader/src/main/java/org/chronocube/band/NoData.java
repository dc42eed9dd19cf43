// SPDX-License-Identifier: Apache-2.0
package org.chronocube.band;

/**
 * The sample values that measure nothing: one declared value that says "no data" or none, and one
 * that says "saturated" or none. NaN samples of floating types never are data, declared or not.
 *
 * @param value the declared value (may be NaN), or null when none is declared
 * @param saturated what samples are that were too bright to be measured, or null when nothing says
 *     it; never NaN
 */
public record NoData(Double value, Double saturated) {

  /** No value is declared. */
  public static final NoData NONE = new NoData(null);

  public NoData {
    if (saturated != null && saturated.isNaN()) {
      throw new IllegalArgumentException("saturated value must be a number, was NaN");
    }
  }

  public NoData(Double value) {
    this(value, null);
  }

  public static NoData of(double value) {
    return new NoData(value);
  }

  /** The same, and saturated samples are no data either. */
  public NoData withSaturated(double sample) {
    return new NoData(value, sample);
  }

  /** True when a value says "no data"; of "saturated", nothing is said. */
  public boolean isDeclared() {
    return value != null;
  }

  /** The declared value, or {@code other} when none is. */
  public double orElse(double other) {
    return value == null ? other : value;
  }

  /** True when a sample is no data. */
  public boolean matches(double sample) {
    return Double.isNaN(sample)
        || (value != null && sample == value)
        || (saturated != null && sample == saturated);
  }
}
