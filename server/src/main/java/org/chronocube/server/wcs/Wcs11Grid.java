// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.server.ows.Bbox;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.CrsName.ShortNames;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;

/**
 * The grid of an answer of WCS 1.1 (OGC 07-067r2, clause 9.3.2.2). The grid's points are pixel
 * centres: the answer has those inside the bounding box. Without offsets it has the points of the
 * coverage's own grid, or in another CRS square pixels of their size; with offsets but no origin
 * pixels start at the upper left corner of the box.
 */
final class Wcs11Grid {

  private static final int MAX_SIDE = 1 << 20;

  /** Of a pixel: boxes whose edges are computed from pixel centres miss them by a hair. */
  private static final double SLACK = 1e-4;

  private final GeoBox nativeGrid;
  private final CrsRegistry registry;

  Wcs11Grid(GeoBox nativeGrid, CrsRegistry registry) {
    this.nativeGrid = nativeGrid;
    this.registry = registry;
  }

  GeoBox target(Kvp kvp) {
    Extent box;
    CrsName crs = gridCrs(kvp);
    try {
      box = box(kvp, crs.id());
    } catch (InvalidParameterException e) {
      throw new OwsException(
          OwsException.INVALID_PARAMETER_VALUE, "GridBaseCRS", e.getMessage(), e);
    }
    Optional<double[]> offsets = kvp.get("gridOffsets").map(text -> offsets(text, crs.yFirst()));
    if (offsets.isPresent()) {
      return withOffsets(kvp, box, crs, offsets.get()[0], offsets.get()[1]);
    }
    return crs.id().equals(nativeGrid.crs()) ? nativeGrid.crop(points(box)) : square(box, crs.id());
  }

  private CrsName gridCrs(Kvp kvp) {
    return kvp.get("gridBaseCRS")
        .map(name -> crs(name, "GridBaseCRS"))
        .orElseGet(() -> crs(Wcs11.urn(nativeGrid.crs()), "GridBaseCRS"));
  }

  private CrsName crs(String name, String parameter) {
    return CrsName.parse(
        name, ShortNames.X_FIRST, registry, parameter, OwsException.INVALID_PARAMETER_VALUE);
  }

  /** The part of the bounding box on the coverage, in the CRS of the grid. */
  private Extent box(Kvp kvp, String gridCrs) {
    List<String> parts = kvp.list("boundingBox");
    if (parts.isEmpty()) {
      throw OwsException.missing("BoundingBox");
    }
    boolean named = parts.size() == 5;
    CrsName crs = named ? crs(parts.get(4), "BoundingBox") : new CrsName(CrsRegistry.WGS84, false);
    Extent asked = corners(String.join(",", named ? parts.subList(0, 4) : parts), crs);
    Extent all = Antimeridian.extent(nativeGrid, crs.id(), registry);
    Extent common = Antimeridian.common(asked, all, crs.id());
    if (common == null) {
      throw OwsException.invalid(
          "BoundingBox", "BoundingBox must touch the coverage, which is " + all + ", was " + asked);
    }
    return registry.transform(common, crs.id(), gridCrs);
  }

  /** A single point is a box too. */
  private static Extent corners(String text, CrsName crs) {
    String[] n = text.split(",");
    boolean point = n.length == 4 && (n[0].equals(n[2]) || n[1].equals(n[3]));
    if (!point) {
      return Antimeridian.parse(text, crs, "BoundingBox");
    }
    try {
      double[] v = Arrays.stream(n).mapToDouble(Double::parseDouble).toArray();
      return crs.extent(
          Math.min(v[0], v[2]), Math.min(v[1], v[3]), Math.max(v[0], v[2]), Math.max(v[1], v[3]));
    } catch (IllegalArgumentException e) {
      return Bbox.parse(text, crs, "BoundingBox", OwsException.INVALID_PARAMETER_VALUE);
    }
  }

  /** The pixels of the coverage whose centres are in a box, at least one. */
  private Window points(Extent box) {
    Affine inverse = nativeGrid.affine().inverse();
    double x0 = inverse.x(box.minX(), box.maxY());
    double x1 = inverse.x(box.maxX(), box.minY());
    double y0 = inverse.y(box.minX(), box.maxY());
    double y1 = inverse.y(box.maxX(), box.minY());
    Window all = TargetGrid.columnsOf(nativeGrid);
    int[] cols = points(Math.min(x0, x1), Math.max(x0, x1), all.colStart(), all.colStop());
    int[] rows = points(Math.min(y0, y1), Math.max(y0, y1), all.rowStart(), all.rowStop());
    return new Window(rows[0], rows[1], cols[0], cols[1]);
  }

  private static int[] points(double from, double to, int start, int stop) {
    int first = (int) Math.max(start, Math.min(stop - 1, Math.ceil(from - 0.5 - SLACK)));
    int last = (int) Math.max(start, Math.min(stop - 1, Math.floor(to - 0.5 + SLACK)));
    return new int[] {Math.min(first, last), Math.max(first, last) + 1};
  }

  private GeoBox square(Extent box, String crs) {
    return GeoBox.covering(
        box, Resolution.of(TargetGrid.pixelSize(nativeGrid, crs, registry)), crs);
  }

  private GeoBox withOffsets(Kvp kvp, Extent box, CrsName crs, double dx, double dy) {
    Optional<double[]> origin = kvp.get("gridOrigin").map(text -> numbers(text, "GridOrigin", 2));
    if (origin.isEmpty()) {
      Shape shape = new Shape(side(box.height() / dy), side(box.width() / dx));
      return new GeoBox(
          shape, Affine.northUp(box.minX(), box.maxY(), new Resolution(dx, dy)), crs.id());
    }
    double x = origin.get()[crs.yFirst() ? 1 : 0];
    double y = origin.get()[crs.yFirst() ? 0 : 1];
    double firstCol = Math.ceil((box.minX() - x) / dx - SLACK);
    double lastCol = Math.floor((box.maxX() - x) / dx + SLACK);
    double firstRow = Math.ceil((y - box.maxY()) / dy - SLACK);
    double lastRow = Math.floor((y - box.minY()) / dy + SLACK);
    Shape shape = new Shape(side(lastRow - firstRow + 1), side(lastCol - firstCol + 1));
    return new GeoBox(
        shape,
        Affine.northUp(
            x + (firstCol - 0.5) * dx, y - (firstRow - 0.5) * dy, new Resolution(dx, dy)),
        crs.id());
  }

  private static int side(double pixels) {
    if (pixels <= MAX_SIDE) {
      return (int) Math.max(1, Math.rint(pixels));
    }
    throw OwsException.invalid(
        "GridOffsets",
        "an answer must have at most " + MAX_SIDE + " rows and columns, was " + pixels);
  }

  /**
   * Sizes of a pixel along x and y. Two numbers are in the CRS's order unless their signs say
   * otherwise, since y runs down; of four the first pair gives the first axis, along columns and
   * rows, and zeros tell which is which.
   */
  private static double[] offsets(String text, boolean yFirst) {
    double[] n = numbers(text, "GridOffsets", 2, 4);
    double x = n[0];
    double y = n[n.length - 1];
    if (n.length == 4) {
      boolean swapped = n[0] == 0 && n[3] == 0;
      if (!swapped && (n[1] != 0 || n[2] != 0)) {
        throw OwsException.invalid("GridOffsets", "a grid must not be rotated, was " + text);
      }
      // GDAL has the two of a swapped pair the other way round.
      boolean crossed = swapped && n[2] < 0;
      x = swapped ? n[crossed ? 1 : 2] : n[0];
      y = swapped ? n[crossed ? 2 : 1] : n[3];
    } else if ((n[0] < 0 && n[1] > 0) || (yFirst && n[0] > 0 && n[1] > 0)) {
      x = n[1];
      y = n[0];
    }
    if (!(x > 0) || !(Math.abs(y) > 0)) {
      throw OwsException.invalid(
          "GridOffsets", "GridOffsets must be dx,-dy or dx,0,0,-dy with sizes > 0, was " + text);
    }
    return new double[] {x, Math.abs(y)};
  }

  private static double[] numbers(String text, String parameter, Integer... counts) {
    try {
      double[] all =
          Arrays.stream(text.split(","))
              .map(String::strip)
              .mapToDouble(Double::parseDouble)
              .toArray();
      if (List.of(counts).contains(all.length) && Arrays.stream(all).allMatch(Double::isFinite)) {
        return all;
      }
    } catch (NumberFormatException e) {
      // Answered below, like a wrong number of them.
    }
    throw OwsException.invalid(
        parameter, parameter + " must be " + List.of(counts) + " numbers, was " + text);
  }
}
