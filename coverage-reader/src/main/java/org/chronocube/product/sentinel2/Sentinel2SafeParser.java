// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel2;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.Options;
import org.chronocube.product.Outlines;
import org.chronocube.product.ParserContext;
import org.chronocube.product.ProductParser;
import org.chronocube.product.SceneFiles;
import org.chronocube.product.SceneParseException;
import org.chronocube.product.sentinel2.UserProduct.Tile;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Sentinel-2 level 1C and 2A products in SAFE folders, of all processing baselines; one scene a
 * tile. Metadata suffice: no image is opened.
 *
 * <p>Reflectance is {@code (DN + offset) / quantification}, both as the product's own metadata say
 * ({@code RADIO_ADD_OFFSET}, {@code BOA_ADD_OFFSET}; none before baseline 04.00). The special
 * values of the metadata, NODATA (0) and SATURATED (65535), are no reflectance: pixels that have
 * them are not valid. {@link BandFiles} and {@link MaskFiles} say what bands are named.
 *
 * <p>Reprocessings of a tile are one acquisition; the newer baseline, then the later generation,
 * counts. Option {@code level}: {@code L1C} or {@code L2A}, to take only these of a mixed folder.
 *
 * <p>Source: Sentinel-2 Products Specification Document (S2-PDGS-TAS-DI-PSD).
 */
public final class Sentinel2SafeParser implements ProductParser {

  private static final Set<String> LEVELS = Set.of("L1C", "L2A");
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  @Override
  public String id() {
    return "sentinel2-safe";
  }

  @Override
  public void checkOptions(ProductDefinition product) {
    Options.checkNames(product, Set.of("level"));
    String level = product.options().get("level");
    if (level != null && !LEVELS.contains(level)) {
      throw new InvalidParameterException("level", "level must be L1C or L2A, was " + level);
    }
  }

  @Override
  public List<ProductDefinition> standardProducts() {
    return StandardBands.products(id());
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    List<SceneFiles> scenes = new ArrayList<>();
    if (SafeFolder.isOne(directory)) {
      addTiles(product, directory, scenes);
      return scenes;
    }
    for (Path entry : entries) {
      if (SafeFolder.isOne(entry) && Files.isDirectory(entry)) {
        addTiles(product, entry, scenes);
      }
    }
    return scenes;
  }

  private static void addTiles(ProductDefinition product, Path safe, List<SceneFiles> scenes) {
    String level = product.options().get("level");
    if (level != null && !safe.getFileName().toString().contains("MSI" + level)) {
      return;
    }
    List<Path> granules = SafeFolder.granules(safe);
    if (granules.isEmpty()) {
      scenes.add(new SceneFiles(safe, List.of(safe))); // reported when it is parsed
    }
    for (Path granule : granules) {
      scenes.add(new SceneFiles(granules.size() == 1 ? safe : granule, List.of(safe, granule)));
    }
  }

  @Override
  public boolean recognises(ProductDefinition product, SceneFiles files) {
    return true; // the name of the folder says it
  }

  /** The metadata: the images may come to hundreds of files, of which none is opened. */
  @Override
  public List<Path> stamped(SceneFiles files) {
    List<Path> stamped = new ArrayList<>();
    SafeFolder.metadataIfAny(files.files().get(0)).ifPresent(stamped::add);
    if (files.files().size() > 1) {
      SafeFolder.tileMetadataIfAny(files.files().get(1)).ifPresent(stamped::add);
    }
    return stamped;
  }

  @Override
  public Scene parse(ProductDefinition product, SceneFiles files, ParserContext context) {
    Path safe = files.files().get(0);
    if (files.files().size() < 2) {
      throw new SceneParseException(safe + " must hold a tile in GRANULE, holds none");
    }
    Path granule = files.files().get(1);
    UserProduct metadata = UserProduct.read(SafeFolder.metadata(safe));
    Tile tile = tile(metadata, granule);
    TileMetadata tileMetadata = TileMetadata.read(SafeFolder.tileMetadata(granule));
    List<Granule> granules =
        granules(product, new BandFiles(safe, metadata, tile, granule, tileMetadata), safe);
    SceneProperties properties = new SceneProperties(metadata, tile, tileMetadata);
    return new Scene(
        properties.id(safe),
        product.product().id(),
        time(metadata),
        footprint(metadata, tileMetadata, context),
        properties.acquisition(),
        properties.revision(),
        properties.all(),
        granules);
  }

  // The folder and the identifier share the tile; before 2016 they are equal.
  private static Tile tile(UserProduct metadata, Path granule) {
    if (metadata.tiles().size() == 1) {
      return metadata.tiles().get(0);
    }
    String folder = granule.getFileName().toString();
    return metadata.tiles().stream()
        .filter(t -> folder.equals(t.identifier()) || folder.contains("_T" + t.mgrs() + "_"))
        .findFirst()
        .orElseThrow(
            () ->
                new SceneParseException(
                    metadata.file() + " must list the granule " + folder + ", does not"));
  }

  private static List<Granule> granules(ProductDefinition product, BandFiles files, Path safe) {
    List<Granule> granules = new ArrayList<>();
    for (Band band : product.product().bands()) {
      files.granule(band.name()).ifPresent(granules::add);
    }
    if (granules.isEmpty()) {
      throw new SceneParseException(
          safe + " must have an image for a band of product " + product.product().id());
    }
    return granules;
  }

  private static Instant time(UserProduct metadata) {
    String text =
        metadata
            .text("DATATAKE_SENSING_START")
            .orElseGet(() -> metadata.required("PRODUCT_START_TIME"));
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new SceneParseException(
          "DATATAKE_SENSING_START must be an ISO time in UTC, was " + text, e);
    }
  }

  // The polygon is of the whole product: of several tiles, each has its share.
  private static Geometry footprint(
      UserProduct metadata, TileMetadata tile, ParserContext context) {
    Geometry grid = new Outlines(context.crs()).ofGrid(tile.grid(10));
    if (metadata.footprint().isEmpty()) {
      return grid;
    }
    Geometry valid = Footprints.normalize(polygon(metadata.footprint().get(), metadata.file()));
    if (metadata.tiles().size() == 1) {
      return valid;
    }
    Geometry share = OverlayNGRobust.overlay(valid, grid, OverlayNG.INTERSECTION);
    return share.isEmpty() || share.getDimension() < 2 ? grid : share;
  }

  private static Geometry polygon(double[] positions, Path file) {
    // Some baselines write a height after each latitude and longitude.
    int step = isTriples(positions) ? 3 : 2;
    int n = positions.length / step;
    if (n < 4 || positions.length % step != 0) {
      throw new SceneParseException(
          "EXT_POS_LIST must be 4 or more positions, was "
              + positions.length
              + " numbers in "
              + file);
    }
    Coordinate[] ring = new Coordinate[n];
    for (int i = 0; i < n; i++) {
      ring[i] = new Coordinate(positions[step * i + 1], positions[step * i]);
    }
    ring[n - 1] = ring[0];
    return GEOMETRIES.createPolygon(ring);
  }

  private static boolean isTriples(double[] p) {
    int n = p.length;
    boolean pairs = n % 2 == 0 && p[0] == p[n - 2] && p[1] == p[n - 1];
    return !pairs && n % 3 == 0 && p[0] == p[n - 3] && p[1] == p[n - 2];
  }
}
