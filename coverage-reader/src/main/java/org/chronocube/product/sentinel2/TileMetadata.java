// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.product.MetadataXml;
import org.chronocube.product.MetadataXml.Element;
import org.chronocube.product.MetadataXml.Leaf;
import org.chronocube.product.SceneParseException;

/** What the metadata of one tile say ({@code MTD_TL.xml}): grids, angles, quality, masks. */
final class TileMetadata {

  // The grids of angles are nine tenths of the file.
  private static final Set<String> SKIPPED =
      Set.of("Sun_Angles_Grid", "Viewing_Incidence_Angles_Grids");

  private final Path file;
  private final Map<String, String> values = new HashMap<>();
  private final Map<Integer, Map<String, Double>> grids = new HashMap<>();
  private final List<String> masks = new ArrayList<>();
  private final Map<Integer, Double> viewZeniths = new TreeMap<>();
  private final Map<Integer, Double> viewAzimuths = new TreeMap<>();

  private TileMetadata(Path file) {
    this.file = file;
  }

  /**
   * @throws SceneParseException when it cannot be read
   */
  static TileMetadata read(Path file) {
    TileMetadata tile = new TileMetadata(file);
    MetadataXml.read(file, SKIPPED, tile::take);
    return tile;
  }

  private void take(Leaf leaf) {
    Element parent = leaf.element().parent();
    switch (parent == null ? "" : parent.name()) {
      case "Size", "Geoposition" ->
          grids
              .computeIfAbsent(resolution(parent), r -> new HashMap<>())
              .put(leaf.name(), leaf.number());
      case "Mean_Sun_Angle" -> values.put("sun " + leaf.name(), leaf.text());
      case "Mean_Viewing_Incidence_Angle" -> {
        // A band that did not see the tile has NaN.
        if (!Double.isNaN(leaf.number())) {
          (leaf.name().equals("ZENITH_ANGLE") ? viewZeniths : viewAzimuths)
              .put(UserProduct.bandId(leaf, parent, "bandId"), leaf.number());
        }
      }
      default -> {
        if (leaf.name().equals("MASK_FILENAME")) {
          masks.add(leaf.text());
        } else {
          values.putIfAbsent(leaf.name(), leaf.text());
        }
      }
    }
  }

  private int resolution(Element element) {
    String text = element.attributes().getOrDefault("resolution", "missing");
    if (!text.matches("\\d{1,4}")) {
      throw new SceneParseException(
          "resolution of " + element.name() + " must be in metres, was " + text + " in " + file);
    }
    return Integer.parseInt(text);
  }

  /**
   * The grid of the tile at a resolution in metres.
   *
   * @throws SceneParseException when the tile has none of that resolution
   */
  GeoBox grid(int resolution) {
    Map<String, Double> grid = grids.get(resolution);
    if (grid == null) {
      throw new SceneParseException(
          "resolution must be one of "
              + new TreeSet<>(grids.keySet())
              + ", was "
              + resolution
              + " in "
              + file);
    }
    return new GeoBox(
        new Shape((int) required(grid, "NROWS"), (int) required(grid, "NCOLS")),
        new Affine(
            required(grid, "XDIM"),
            0,
            required(grid, "ULX"),
            0,
            required(grid, "YDIM"),
            required(grid, "ULY")),
        text("HORIZONTAL_CS_CODE")
            .orElseThrow(() -> new SceneParseException(file + " must have a HORIZONTAL_CS_CODE")));
  }

  private double required(Map<String, Double> grid, String name) {
    Double value = grid.get(name);
    if (value == null) {
      throw new SceneParseException(file + " must have a " + name + " for each resolution");
    }
    return value;
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /** An element as a number; empty when it is missing or none. */
  OptionalDouble number(String name) {
    String text = values.get(name);
    try {
      return text == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  OptionalDouble sunZenith() {
    return number("sun ZENITH_ANGLE");
  }

  OptionalDouble sunAzimuth() {
    return number("sun AZIMUTH_ANGLE");
  }

  /** Mean over the bands, degrees. */
  OptionalDouble viewZenith() {
    return viewZeniths.values().stream().mapToDouble(Double::doubleValue).average();
  }

  /**
   * Mean direction over the bands, degrees in 0..360. Directions are counted from their resultant,
   * since the plain mean of 359 and 1 would look south.
   */
  OptionalDouble viewAzimuth() {
    if (viewAzimuths.isEmpty()) {
      return OptionalDouble.empty();
    }
    double east =
        viewAzimuths.values().stream().mapToDouble(a -> Math.sin(Math.toRadians(a))).sum();
    double north =
        viewAzimuths.values().stream().mapToDouble(a -> Math.cos(Math.toRadians(a))).sum();
    double resultant = (Math.toDegrees(Math.atan2(east, north)) + 360) % 360;
    double mean =
        viewAzimuths.values().stream()
            .mapToDouble(a -> a - resultant > 180 ? a - 360 : a - resultant < -180 ? a + 360 : a)
            .average()
            .orElseThrow();
    return OptionalDouble.of((mean + 360) % 360);
  }

  /** Mean over the pixels of each band, degrees, by bandId; without bands that saw nothing. */
  Map<Integer, Double> viewZeniths() {
    return Collections.unmodifiableMap(viewZeniths);
  }

  /** Mean over the pixels of each band, degrees, by bandId; without bands that saw nothing. */
  Map<Integer, Double> viewAzimuths() {
    return Collections.unmodifiableMap(viewAzimuths);
  }

  /** Paths of the masks in the product. */
  List<String> masks() {
    return List.copyOf(masks);
  }
}
