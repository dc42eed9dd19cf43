// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.Set;

/**
 * Which pixels of a scene count as data, by one of its own bands (read with nearest neighbour).
 * Pixels where that band is invalid are invalid.
 *
 * @param band name of the product's band, e.g. {@code SCL}
 * @param kind how its samples are read
 * @param values for {@link Kind#VALUES}: the classes
 * @param bits for {@link Kind#BITS}: a bit mask; a pixel is hit when any of the bits is set
 * @param min for {@link Kind#RANGE}: smallest physical value
 * @param max for {@link Kind#RANGE}: largest physical value
 * @param keep true: pixels that are hit are valid; false: pixels that are hit are invalid
 */
public record MaskRule(
    String band, Kind kind, Set<Integer> values, long bits, double min, double max, boolean keep) {

  /** How the samples of the mask band are read. */
  public enum Kind {
    VALUES,
    BITS,
    RANGE
  }

  public MaskRule {
    values = Set.copyOf(values);
  }

  public static MaskRule values(String band, Set<Integer> values, boolean keep) {
    return new MaskRule(band, Kind.VALUES, values, 0, 0, 0, keep);
  }

  public static MaskRule bits(String band, long bits, boolean keep) {
    return new MaskRule(band, Kind.BITS, Set.of(), bits, 0, 0, keep);
  }

  public static MaskRule range(String band, double min, double max, boolean keep) {
    return new MaskRule(band, Kind.RANGE, Set.of(), 0, min, max, keep);
  }

  /** True when a pixel with this sample of the mask band is valid. */
  public boolean isValid(double dn, double physical) {
    boolean hit =
        switch (kind) {
          case VALUES -> values.contains((int) dn);
          case BITS -> ((long) dn & bits) != 0;
          case RANGE -> physical >= min && physical <= max;
        };
    return hit == keep;
  }
}
