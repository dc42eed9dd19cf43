// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.threshold.NoChange;
import org.chronocube.grid.GeoBox;
import org.locationtech.jts.geom.Geometry;

/**
 * Where, when and how much something changed.
 *
 * @param grid of all layers, row-major
 * @param layers what was computed
 * @param values one layer each; NaN where there is no answer
 * @param change 1 = change, 0 = none, 255 = no answer, by pixel; null when the method tells no
 *     change from no change
 * @param threshold statistics within it are no change; null without a statistic
 * @param patches of change, in the grid's CRS; empty without classes
 * @param provenance what it was made of
 */
public record ChangeMap(
    GeoBox grid,
    List<Layer> layers,
    LayerRaster values,
    byte[] change,
    NoChange threshold,
    List<Patch> patches,
    Provenance provenance) {

  /** In {@link #change}: no answer. */
  public static final byte UNKNOWN = (byte) 255;

  /**
   * A connected patch of change of one direction.
   *
   * @param outline along pixel edges, in the grid's CRS
   * @param pixels number of pixels
   * @param direction of a signed statistic: 1 above, −1 below what is no change; else 0
   * @param means of the layers over its pixels, NaN left out; NaN when there is no number
   * @param largest magnitude of a pixel, of a signed statistic the farthest from 0
   * @param dates of its pixels, in days since 1970; NaN when the method tells none
   * @param squareMetres area on the WGS 84 ellipsoid
   * @param perimeterMetres length of the outline, holes too, along pixel edges on the ellipsoid
   */
  public record Patch(
      Geometry outline,
      int pixels,
      int direction,
      double[] means,
      double largest,
      Dates dates,
      double squareMetres,
      double perimeterMetres) {}

  /** Dates of a patch: the median of its pixels, the first and the last. */
  public record Dates(double median, double first, double last) {

    /** No date. */
    public static final Dates NONE = new Dates(Double.NaN, Double.NaN, Double.NaN);
  }

  public ChangeMap {
    layers = List.copyOf(layers);
    patches = List.copyOf(patches);
  }

  /** Index of the layer that says how much changed: magnitude, else statistic, else -1. */
  public int magnitude() {
    int magnitude = layer(Layer.Role.MAGNITUDE);
    return magnitude >= 0 ? magnitude : layer(Layer.Role.STATISTIC);
  }

  /** Index of the first layer of a role, or -1. */
  public int layer(Layer.Role role) {
    return Layer.indexOf(layers, role);
  }
}
