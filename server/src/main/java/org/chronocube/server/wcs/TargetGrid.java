// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Window;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.CrsName.ShortNames;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.wcs.Axes.Axis;
import org.geotools.api.referencing.operation.MathTransform;
import org.geotools.api.referencing.operation.TransformException;

/**
 * From subsets, scaling and CRSs to the grid of the answer. Pure planning.
 *
 * <p>In the native CRS without scaling the answer is a window of the cube's own grid: all pixels
 * that a subset touches, none resampled. In another CRS the pixels are square, as large as the
 * native ones at the middle of the subset, and their edges lie on multiples of their size.
 */
final class TargetGrid {

  /** Clients send ±1.8e308 for "everything"; nothing on Earth is that far in any unit. */
  private static final double FAR = 1e12;

  private final GeoBox nativeGrid;
  private final CrsRegistry registry;

  private TargetGrid(GeoBox nativeGrid, CrsRegistry registry) {
    this.nativeGrid = nativeGrid;
    this.registry = registry;
  }

  /**
   * @param window the part of the native grid that is asked for
   * @param target the grid of the answer
   * @param time the subset on time
   */
  record Plan(Window window, GeoBox target, Optional<Subset> time) {}

  /**
   * @throws OwsException with the code of the clause that is broken
   */
  static Plan of(GeoBox nativeGrid, GetCoverageRequest request, CrsRegistry registry) {
    return new TargetGrid(nativeGrid, registry).plan(request);
  }

  private Plan plan(GetCoverageRequest request) {
    String subsettingCrs = subsettingCrs(request);
    String outputCrs =
        request
            .outputCrs()
            .map(name -> crs(name, "outputCrs", WcsCodes.OUTPUT_CRS_NOT_SUPPORTED))
            .orElse(nativeGrid.crs());
    Map<Axis, Subset> subsets = byAxis(request.subsets(), Axes.of(subsettingCrs, registry));
    Extent wanted = wanted(subsets, subsettingCrs);
    Window window = window(wanted, subsettingCrs);
    GeoBox base = nativeGrid.crop(window);
    if (!outputCrs.equals(nativeGrid.crs())) {
      Extent extent = outputCrs.equals(subsettingCrs) ? wanted : extent(base, outputCrs);
      base =
          GeoBox.covering(extent, Resolution.of(pixelSize(base, outputCrs, registry)), outputCrs);
    }
    Axes axes = Axes.of(outputCrs, registry);
    return new Plan(
        window,
        new ScaledShape(axes).apply(base, request.scaling()),
        Optional.ofNullable(subsets.get(Axis.TIME)));
  }

  private String subsettingCrs(GetCoverageRequest request) {
    List<String> own =
        request.subsets().stream().flatMap(s -> s.crs().stream()).distinct().toList();
    if (own.size() > 1) {
      throw new OwsException(
          WcsCodes.SUBSETTING_CRS_NOT_SUPPORTED,
          "subset",
          "all subsets must have one CRS, were " + String.join(" and ", own));
    }
    Optional<String> name = own.isEmpty() ? request.subsettingCrs() : Optional.of(own.get(0));
    return name.map(n -> crs(n, "subsettingCrs", WcsCodes.SUBSETTING_CRS_NOT_SUPPORTED))
        .orElse(nativeGrid.crs());
  }

  private String crs(String name, String parameter, String code) {
    return CrsName.parse(name, ShortNames.AUTHORITY_ORDER, registry, parameter, code).id();
  }

  /** The subsets' rectangle in their CRS, cut to the coverage. */
  private Extent wanted(Map<Axis, Subset> subsets, String crs) {
    Extent all = extent(nativeGrid, crs);
    double[] x = range(subsets.get(Axis.X), all.minX(), all.maxX());
    double[] y = range(subsets.get(Axis.Y), all.minY(), all.maxY());
    if (Antimeridian.turns(crs) && subsets.containsKey(Axis.X)) {
      x[1] = Antimeridian.east(x[0], x[1]);
      double turn = Antimeridian.turn(x[0], x[1], all.minX(), all.maxX());
      x[0] += turn;
      x[1] += turn;
    }
    boolean allAround = Antimeridian.isGlobal(all, crs) && x[1] - x[0] < all.width();
    double[] cutX = cut(x, subsets.get(Axis.X), all.minX(), all.maxX());
    double[] cutY = cut(y, subsets.get(Axis.Y), all.minY(), all.maxY());
    return allAround
        ? new Extent(x[0], cutY[0], x[1], cutY[1])
        : new Extent(cutX[0], cutY[0], cutX[1], cutY[1]);
  }

  private static Map<Axis, Subset> byAxis(List<Subset> subsets, Axes axes) {
    Map<Axis, Subset> byAxis = new EnumMap<>(Axis.class);
    for (Subset subset : subsets) {
      Axis axis =
          axes.axis(subset.axis())
              .orElseThrow(
                  () ->
                      new OwsException(
                          WcsCodes.INVALID_AXIS_LABEL,
                          subset.axis(),
                          "axis must be one of "
                              + String.join(", ", axes.labels())
                              + ", time, was "
                              + subset.axis()));
      Subset other = byAxis.put(axis, subset);
      // GDAL repeats the time that its user put into the URL.
      boolean repeated = axis == Axis.TIME && subset.equals(other);
      if (other != null && !repeated) {
        throw new OwsException(
            WcsCodes.INVALID_AXIS_LABEL,
            subset.axis(),
            "an axis must have one subset, had more: " + subset.axis());
      }
    }
    return byAxis;
  }

  /** What a subset asks for, its open ends filled. */
  private static double[] range(Subset subset, double min, double max) {
    if (subset == null) {
      return new double[] {min, max};
    }
    double low = subset.low().map(text -> number(text, subset.axis())).orElse(min);
    double high =
        subset.isSlice() ? low : subset.high().map(text -> number(text, subset.axis())).orElse(max);
    return new double[] {low, high};
  }

  private static double[] cut(double[] range, Subset subset, double min, double max) {
    double low = range[0];
    double high = range[1];
    if (low > high && subset.low().isPresent() && subset.high().isPresent()) {
      throw WcsCodes.subsetting(
          subset.axis(),
          "subset must have low <= high, was " + subset.axis() + "(" + low + "," + high + ")");
    }
    if (low > max || high < min) {
      throw WcsCodes.subsetting(
          subset.axis(),
          "subset must touch the coverage, which is "
              + subset.axis()
              + "("
              + min
              + ","
              + max
              + "), was "
              + subset.low().orElse("*")
              + (subset.isSlice() ? "" : "," + subset.high().orElse("*")));
    }
    return new double[] {Math.max(low, min), Math.min(high, max)};
  }

  static double number(String text, String axis) {
    try {
      double value = Double.parseDouble(text);
      if (!Double.isNaN(value)) {
        return Math.max(-FAR, Math.min(FAR, value));
      }
    } catch (NumberFormatException e) {
      // Answered below, like NaN.
    }
    throw WcsCodes.subsetting(axis, "bounds of " + axis + " must be numbers, was " + text);
  }

  private Window window(Extent wanted, String crs) {
    Window covering = nativeGrid.windowOf(transform(wanted, crs, nativeGrid.crs()));
    Window all = columnsOf(nativeGrid);
    // A point or line on an edge between pixels covers none: it gets the pixel south-east of it.
    int row = clamp(covering.rowStart(), all.rowStart(), all.rowStop());
    int col = clamp(covering.colStart(), all.colStart(), all.colStop());
    return covering.union(Window.at(row, col, 1, 1)).intersect(all);
  }

  /** All pixels; of a grid that goes all around, also those of the next turn on both sides. */
  static Window columnsOf(GeoBox grid) {
    int more = Antimeridian.isGlobal(grid.extent(), grid.crs()) ? grid.width() : 0;
    return new Window(0, grid.height(), -more, grid.width() + more);
  }

  private static int clamp(int index, int start, int stop) {
    return Math.max(start, Math.min(stop - 1, index));
  }

  private Extent extent(GeoBox grid, String crs) {
    return Antimeridian.turns(crs) && !Antimeridian.turns(grid.crs())
        ? Antimeridian.extent(grid, crs, registry)
        : transform(grid.extent(), grid.crs(), crs);
  }

  private Extent transform(Extent extent, String from, String to) {
    try {
      return registry.transform(extent, from, to);
    } catch (InvalidParameterException e) {
      throw new OwsException(
          to.equals(nativeGrid.crs())
              ? WcsCodes.SUBSETTING_CRS_NOT_SUPPORTED
              : WcsCodes.OUTPUT_CRS_NOT_SUPPORTED,
          "crs",
          "the coverage must lie where the CRS is defined, was " + to + ": " + e.getMessage(),
          e);
    }
  }

  /** Side of a square pixel that has the area of a native one at the middle of a grid. */
  static double pixelSize(GeoBox grid, String crs, CrsRegistry registry) {
    MathTransform world = registry.transform(grid.crs(), crs);
    double col = grid.width() / 2.0;
    double row = grid.height() / 2.0;
    double[] p = new double[6];
    for (int i = 0; i < 3; i++) {
      double c = col + (i == 1 ? 1 : 0);
      double r = row + (i == 2 ? 1 : 0);
      p[2 * i] = grid.affine().x(c, r);
      p[2 * i + 1] = grid.affine().y(c, r);
    }
    try {
      world.transform(p, 0, p, 0, 3);
    } catch (TransformException e) {
      throw new OwsException(
          WcsCodes.OUTPUT_CRS_NOT_SUPPORTED,
          "outputCrs",
          "the subset must lie where the CRS is defined, was " + crs,
          e);
    }
    double area = (p[2] - p[0]) * (p[5] - p[1]) - (p[4] - p[0]) * (p[3] - p[1]);
    return Math.sqrt(Math.abs(area));
  }
}
