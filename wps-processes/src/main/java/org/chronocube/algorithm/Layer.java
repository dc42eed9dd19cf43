// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.List;
import java.util.Objects;

/**
 * One band of what an algorithm computes.
 *
 * @param name short, an NCName: the band's name in a coverage
 * @param unit UCUM, "" for a number without one, {@link #DAYS} for dates
 * @param description one sentence for users
 * @param role what it says about a change
 */
public record Layer(String name, String unit, String description, Role role) {

  /** Unit of dates: days since 1970-01-01T00:00:00Z, with fractions. */
  public static final String DAYS = "days since 1970-01-01";

  /** What a layer says about a change; maps and polygons are made from it. */
  public enum Role {
    /** What thresholds part into change and no change. */
    STATISTIC,
    /** How much changed. */
    MAGNITUDE,
    /** When it changed, in {@link Layer#DAYS}; NaN where nothing did. */
    DATE,
    /** How sure that is, 0..1. */
    CONFIDENCE,
    /** Anything else. */
    VALUE
  }

  public Layer {
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(role, "role");
    if (name == null || !name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException("layer name must be an NCName, was " + name);
    }
  }

  /** A layer that is neither statistic, magnitude, date nor confidence. */
  public static Layer value(String name, String unit, String description) {
    return new Layer(name, unit, description, Role.VALUE);
  }

  /** A date of change. */
  public static Layer date(String name, String description) {
    return new Layer(name, DAYS, description, Role.DATE);
  }

  /** Index of the first layer of a role, -1 when there is none. */
  public static int indexOf(List<Layer> layers, Role role) {
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).role() == role) {
        return i;
      }
    }
    return -1;
  }
}
