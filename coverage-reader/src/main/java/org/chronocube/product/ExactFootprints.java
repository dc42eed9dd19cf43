// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterOpener;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.buffer.BufferOp;
import org.locationtech.jts.operation.buffer.BufferParameters;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/**
 * Footprints of valid data, read at full resolution: nothing valid is outside, and nothing is
 * inside that is far from what is valid.
 *
 * <p>How far, in cells, which are pixels for rasters up to 4096 pixels wide and high and larger by
 * a power of two beyond ({@link ValidCells}): 1/8 cell where the exact outline has at most {@value
 * #FEW} corners; otherwise the outline is simplified, and grown before so that it stays outside, to
 * at most 7 cells. A cell that holds one valid pixel counts whole, √2 cells at most. Holes are kept
 * as far as they are larger than that. Masks so broken that their outline has more than {@value
 * #MOST_STEPS} edges of cells are seen with cells of twice the edge, as often as it takes.
 *
 * <p>Options of any product: {@code footprint: valid-data} asks for it ({@code metadata}, the
 * default, takes what the parser says, {@code grid} the outline of the first band's grid), {@code
 * footprint-bands} says of which bands: names separated by commas, or {@code all}; the first band
 * of the product that a scene has when absent. A place is in the footprint when one of these bands
 * has a valid pixel there.
 *
 * @param rasters opens the bands
 * @param crs for the way to longitude and latitude
 */
record ExactFootprints(RasterOpener rasters, CrsRegistry crs) {

  static final String FOOTPRINT = "footprint";
  static final String BANDS = "footprint-bands";

  private static final String METADATA = "metadata";
  private static final String GRID = "grid";
  private static final String VALID_DATA = "valid-data";
  private static final List<String> KNOWN = List.of(METADATA, GRID, VALID_DATA);

  private static final String ALL = "all";
  private static final int FEW = 500;
  private static final int MOST_STEPS = 400_000;
  // Grown by this, corners are 1/11 of a cell away; straight lines on the globe cut nothing.
  private static final double MARGIN = 1 / 16.0;
  private static final double[] TOLERANCES = {0.5, 1, 2};
  private static final double MITRE_LIMIT = 2;

  /** Refuses values of the options that are none. */
  static void checkOptions(ProductDefinition product) {
    String footprint = product.options().getOrDefault(FOOTPRINT, METADATA);
    if (!KNOWN.contains(footprint)) {
      throw new InvalidParameterException(
          FOOTPRINT, "footprint must be one of " + KNOWN + ", was " + footprint);
    }
    String bands = product.options().getOrDefault(BANDS, ALL);
    for (String band : bands.split(",")) {
      if (!bands.equals(ALL) && product.product().band(band.strip()).isEmpty()) {
        throw new InvalidParameterException(
            BANDS, "footprint-bands must be bands of the product or all, was " + bands);
      }
    }
  }

  /**
   * The scene with the footprint that its product asks for.
   *
   * @throws SceneParseException when no pixel is valid
   * @throws org.chronocube.io.RasterReadException when a band cannot be read
   */
  Scene apply(ProductDefinition product, Scene scene) {
    return switch (product.options().getOrDefault(FOOTPRINT, METADATA)) {
      case VALID_DATA -> with(scene, ofValidData(product, scene));
      case GRID -> with(scene, new Outlines(crs).ofGrid(scene.granules().get(0).grid()));
      default -> scene;
    };
  }

  private Geometry ofValidData(ProductDefinition product, Scene scene) {
    List<Geometry> parts = new ArrayList<>();
    for (Granule granule : granules(product, scene)) {
      ofValidData(granule).ifPresent(parts::add);
    }
    if (parts.isEmpty()) {
      throw new SceneParseException("scene " + scene.id() + " must have valid pixels, has none");
    }
    return parts.size() == 1 ? parts.get(0) : OverlayNGRobust.union(parts);
  }

  private static Scene with(Scene scene, Geometry footprint) {
    return new Scene(
        scene.id(),
        scene.product(),
        scene.time(),
        footprint,
        scene.acquisition(),
        scene.revision(),
        scene.properties(),
        scene.granules());
  }

  private static List<Granule> granules(ProductDefinition product, Scene scene) {
    String bands = product.options().get(BANDS);
    if (bands == null) {
      return scene.granules().subList(0, 1);
    }
    Set<String> names = Stream.of(bands.split(",")).map(String::strip).collect(Collectors.toSet());
    List<Granule> granules =
        scene.granules().stream()
            .filter(g -> bands.equals(ALL) || names.contains(g.band()))
            .toList();
    if (granules.isEmpty()) {
      throw new SceneParseException(
          "scene " + scene.id() + " must have a band of footprint-bands, " + bands);
    }
    return granules;
  }

  /** In longitude and latitude, cut at the antimeridian; empty when no pixel is valid. */
  Optional<Geometry> ofValidData(Granule granule) {
    BlockReader raster = rasters.open(granule.uri());
    ValidCells cells = ValidCells.read(raster, granule.fileBand(), granule.noData());
    if (cells.cells().isEmpty()) {
      return Optional.empty();
    }
    Geometry pixels = outward(cells);
    GroundOutline ground = new GroundOutline(crs, granule.grid().resample(raster.info().shape()));
    return Optional.of(Footprints.normalize(ground.of(pixels)));
  }

  /** In pixels: the outline of the cells, grown, and simplified where it has many corners. */
  static Geometry outward(ValidCells cells) {
    ValidCells followed = cells;
    Optional<Geometry> exact = CellOutline.trace(followed, MOST_STEPS);
    while (exact.isEmpty()) {
      followed = followed.coarser();
      exact = CellOutline.trace(followed, MOST_STEPS);
    }
    Geometry outline = exact.get();
    Geometry least = grown(outline, MARGIN * followed.size());
    Geometry result = least;
    for (double tolerance : TOLERANCES) {
      if (result.getNumPoints() <= FEW) {
        break;
      }
      // What was grown by as much as its line may then move stays outside of what there was; where
      // roundings say otherwise, what was cut off is put back.
      double distance = tolerance * followed.size();
      Geometry wide = grown(outline, distance + MARGIN * followed.size());
      Geometry simple = TopologyPreservingSimplifier.simplify(wide, distance);
      result =
          simple.covers(least) ? simple : OverlayNGRobust.overlay(simple, least, OverlayNG.UNION);
    }
    return result;
  }

  private static Geometry grown(Geometry outline, double distance) {
    BufferParameters mitred =
        new BufferParameters(
            1, BufferParameters.CAP_FLAT, BufferParameters.JOIN_MITRE, MITRE_LIMIT);
    Geometry grown = BufferOp.bufferOp(outline, distance, mitred);
    return grown.isEmpty() ? new GeometryFactory().createMultiPolygon() : grown;
  }
}
