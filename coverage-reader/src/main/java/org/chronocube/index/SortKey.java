// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

/**
 * One criterion of an order of scenes; scenes without the property come last.
 *
 * @param property {@link #TIME}, {@link #ID} or the name of a scene property
 * @param descending largest first
 */
public record SortKey(String property, boolean descending) {

  /** The acquisition time. */
  public static final String TIME = "time";

  /** The scene id. */
  public static final String ID = "id";

  public static final SortKey NEWEST_FIRST = new SortKey(TIME, true);
  public static final SortKey OLDEST_FIRST = new SortKey(TIME, false);

  /** {@code -time} for the largest first, {@code time} or {@code +time} for the smallest. */
  public static SortKey parse(String text) {
    return text.startsWith("-")
        ? descending(text.substring(1))
        : ascending(text.startsWith("+") ? text.substring(1) : text);
  }

  public static SortKey ascending(String property) {
    return new SortKey(property, false);
  }

  public static SortKey descending(String property) {
    return new SortKey(property, true);
  }
}
