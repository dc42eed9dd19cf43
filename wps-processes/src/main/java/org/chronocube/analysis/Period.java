// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.Locale;
import java.util.Objects;

/**
 * Which dates of a pixel's series become one value.
 *
 * @param unit what is one period
 * @param reduction how its valid values become one
 */
public record Period(Unit unit, Reduction reduction) {

  /** Every date by itself. */
  public static final Period NONE = new Period(Unit.NONE, Reduction.MEDIAN);

  /** What is one period; in UTC. */
  public enum Unit {
    NONE,
    MONTH,
    YEAR;

    /** As clients write it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Of an even number of values the median is the mean of the two in the middle. */
  public enum Reduction {
    MEDIAN,
    MEAN,
    MIN,
    MAX;

    /** As clients write it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Period {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(reduction, "reduction");
  }
}
