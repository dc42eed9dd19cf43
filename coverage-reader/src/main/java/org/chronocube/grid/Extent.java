// SPDX-License-Identifier: Apache-2.0
package org.chronocube.grid;

/**
 * An axis-aligned rectangle in the units of some CRS, x (easting or longitude) first.
 *
 * @param minX smallest x
 * @param minY smallest y
 * @param maxX largest x, ≥ minX
 * @param maxY largest y, ≥ minY
 */
public record Extent(double minX, double minY, double maxX, double maxY) {

  public Extent {
    if (!(minX <= maxX) || !(minY <= maxY)) {
      throw new IllegalArgumentException(
          "extent must have min <= max, was x " + minX + ".." + maxX + ", y " + minY + ".." + maxY);
    }
  }

  public double width() {
    return maxX - minX;
  }

  public double height() {
    return maxY - minY;
  }

  /** True when both share at least a point, borders included. */
  public boolean intersects(Extent other) {
    return minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY;
  }

  /** The smallest extent that holds both. */
  public Extent union(Extent other) {
    return new Extent(
        Math.min(minX, other.minX),
        Math.min(minY, other.minY),
        Math.max(maxX, other.maxX),
        Math.max(maxY, other.maxY));
  }

  /** The part in common, or null when there is none. */
  public Extent intersection(Extent other) {
    if (!intersects(other)) {
      return null;
    }
    return new Extent(
        Math.max(minX, other.minX),
        Math.max(minY, other.minY),
        Math.min(maxX, other.maxX),
        Math.min(maxY, other.maxY));
  }
}
