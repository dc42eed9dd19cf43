// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.ows.Units;
import org.geotools.api.referencing.crs.CoordinateReferenceSystem;
import org.geotools.referencing.crs.DefaultGeographicCRS;

/**
 * The tile matrix sets of the service: those of the world that every client knows, and the native
 * ones, whose finest tiles hold the pixels of a cube as they are.
 *
 * <p>A native set belongs to a CRS and a resolution r: a square pyramid around the CRS's origin,
 * two by two tiles at the top, halved down to pixels of r. Since cubes have their pixel edges on
 * multiples of r, all cubes of one CRS and resolution share it. A grid whose edges lie elsewhere
 * gets one that is moved by the difference. A grid whose pixels are not square has none: WMTS knows
 * only square ones.
 */
final class TileMatrixSets {

  // As many as GoogleMapsCompatible has (OGC 07-057r7 annex E.4): down to 0.6 m.
  private static final int LEVELS = 19;
  private static final String MERCATOR = "EPSG:3857";
  private static final double MERCATOR_EDGE = Math.PI * 6378137.0;
  // Half the Earth's circumference: no projected coordinate in use lies further out.
  private static final double FAR_METRES = 20_037_508.5;
  private static final double SAME = 1e-9;
  private static final double ALIGNED = 1e-6;

  private final CrsRegistry crs;
  private final List<TileMatrixSet> world;
  private final TileMatrixSet google;

  TileMatrixSets(CrsRegistry crs) {
    this.crs = crs;
    TileMatrixSet mercator =
        set(
            "WebMercatorQuad",
            MERCATOR,
            "urn:ogc:def:crs:EPSG:6.18:3:3857",
            Optional.of("urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible"),
            mercator(""));
    List<TileMatrix> quad = plateCarree("");
    this.world =
        List.of(
            mercator,
            // Annex E's GoogleCRS84Quad has one level above, whose tile is half empty.
            set("WorldCRS84Quad", CrsRegistry.WGS84, "urn:ogc:def:crs:OGC:1.3:CRS84", quad),
            set("EPSG:4326", CrsRegistry.WGS84, urn(CrsRegistry.WGS84), plateCarree("EPSG:4326:")));
    // GeoServer's name of it; known, but not listed twice.
    this.google = set("EPSG:900913", MERCATOR, urn(MERCATOR), mercator("EPSG:900913:"));
  }

  /** The sets for every layer. */
  List<TileMatrixSet> world() {
    return world;
  }

  /** A set of the world by its name, or by GeoServer's. */
  Optional<TileMatrixSet> world(String name) {
    return google.id().equals(name)
        ? Optional.of(google)
        : world.stream().filter(s -> s.id().equals(name)).findFirst();
  }

  /** The set whose finest matrix lies on a grid; empty when no matrix can. */
  Optional<TileMatrixSet> nativeTo(GeoBox grid) {
    double x = grid.resolution().x();
    double y = grid.resolution().y();
    boolean square = Math.abs(x - y) <= SAME * x;
    boolean northUp =
        grid.affine().isRectilinear() && grid.affine().a() > 0 && grid.affine().e() < 0;
    if (!square || !northUp) {
      return Optional.empty();
    }
    double offsetX = offset(grid.affine().c(), x);
    double offsetY = offset(grid.affine().f(), x);
    String moved =
        offsetX == 0 && offsetY == 0 ? "" : "_" + number(offsetX) + "_" + number(offsetY);
    return Optional.of(
        set(
            grid.crs() + "_" + number(x) + moved,
            grid.crs(),
            urn(grid.crs()),
            nativeMatrices(grid.crs(), x, offsetX, offsetY)));
  }

  private List<TileMatrix> nativeMatrices(String id, double finest, double moveX, double moveY) {
    CoordinateReferenceSystem decoded = crs.decode(id);
    double far = FAR_METRES / Units.metresPerUnit(decoded);
    int levels = 1;
    double half = finest * TileMatrix.SIDE;
    while (half < far) {
      half *= 2;
      levels++;
    }
    List<TileMatrix> matrices = new ArrayList<>();
    for (int level = 0; level < levels; level++) {
      double resolution = finest * (1L << (levels - 1 - level));
      int tiles = 2 << level;
      matrices.add(
          new TileMatrix(
              Integer.toString(level),
              Units.scaleDenominator(resolution, decoded),
              moveX - half,
              moveY + half,
              resolution,
              tiles,
              tiles));
    }
    return matrices;
  }

  // How far an edge is from a multiple of the resolution, from 0 to less than 1 pixel.
  private static double offset(double edge, double resolution) {
    double pixels = edge / resolution;
    double fraction = pixels - Math.floor(pixels);
    return fraction < ALIGNED || fraction > 1 - ALIGNED ? 0 : fraction * resolution;
  }

  private static String number(double value) {
    return new BigDecimal(value, new MathContext(12)).stripTrailingZeros().toPlainString();
  }

  private static List<TileMatrix> mercator(String prefix) {
    List<TileMatrix> matrices = new ArrayList<>();
    for (int level = 0; level < LEVELS; level++) {
      int tiles = 1 << level;
      double resolution = 2 * MERCATOR_EDGE / TileMatrix.SIDE / tiles;
      matrices.add(
          new TileMatrix(
              prefix + level,
              resolution / Units.PIXEL_METRES,
              -MERCATOR_EDGE,
              MERCATOR_EDGE,
              resolution,
              tiles,
              tiles));
    }
    return matrices;
  }

  private static List<TileMatrix> plateCarree(String prefix) {
    List<TileMatrix> matrices = new ArrayList<>();
    for (int level = 0; level < LEVELS; level++) {
      int tiles = 1 << level;
      double resolution = 180.0 / TileMatrix.SIDE / tiles;
      double scale = Units.scaleDenominator(resolution, DefaultGeographicCRS.WGS84);
      matrices.add(new TileMatrix(prefix + level, scale, -180, 90, resolution, 2 * tiles, tiles));
    }
    return matrices;
  }

  private TileMatrixSet set(String id, String name, String supported, List<TileMatrix> matrices) {
    return set(id, name, supported, Optional.empty(), matrices);
  }

  private TileMatrixSet set(
      String id,
      String name,
      String supported,
      Optional<String> scales,
      List<TileMatrix> matrices) {
    boolean yFirst = !supported.contains("CRS84") && crs.isNorthingFirst(name);
    return new TileMatrixSet(id, name, supported, yFirst, scales, matrices);
  }

  private static String urn(String name) {
    return "urn:ogc:def:crs:" + name.replace(":", "::");
  }

  /** The part of a set that an extent reaches, in the set's CRS; empty when there is none. */
  Optional<Extent> reach(TileMatrixSet set, GeoBox grid) {
    try {
      Extent extent = crs.transform(grid.extent(), grid.crs(), set.crs());
      return Optional.ofNullable(extent.intersection(set.extent()));
    } catch (org.chronocube.InvalidParameterException beyondTheProjection) {
      return Optional.empty();
    }
  }
}
