// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chronocube.band.Band;
import org.chronocube.grid.GeoBox;

/**
 * What a store holds.
 *
 * @param title a human's name
 * @param source what it was made of
 * @param history what was done to it
 * @param attributes more global attributes, texts by their names
 * @param grid of all bands, with rows and columns along the axes of its CRS
 * @param bands at least one, of unique names; integer types must declare nodata
 */
public record StoreDescription(
    String title,
    String source,
    String history,
    Map<String, String> attributes,
    GeoBox grid,
    List<Band> bands) {

  public StoreDescription {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    bands = List.copyOf(bands);
    if (!grid.affine().isRectilinear()) {
      throw new IllegalArgumentException(
          "grid of a store must have rows and columns along its axes, was " + grid.affine());
    }
    if (grid.crs().startsWith("image:")) {
      throw new IllegalArgumentException(
          "grid of a store must be in a CRS of the earth, was in " + grid.crs());
    }
    if (bands.isEmpty()) {
      throw new IllegalArgumentException("store must have bands, has none");
    }
    Set<String> names = new HashSet<>();
    for (Band band : bands) {
      if (!names.add(band.name())) {
        throw new IllegalArgumentException(
            "bands of a store must have unique names, two were " + band.name());
      }
      if (!band.type().isFloating() && !band.noData().isDeclared()) {
        throw new IllegalArgumentException(
            "nodata of band " + band.name() + " must be declared for type " + band.type().id());
      }
    }
  }

  /** The sample of pixels that are no data. */
  static double fill(Band band) {
    return band.noData().orElse(Double.NaN);
  }
}
