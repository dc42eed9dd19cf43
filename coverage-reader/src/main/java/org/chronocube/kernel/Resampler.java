// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

import java.util.Optional;
import org.chronocube.grid.Affine;
import org.chronocube.grid.PixelMap;
import org.chronocube.grid.Reduction;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.RasterBlock;

/**
 * Makes the pixels of a target grid from a source raster that does not line up with it.
 *
 * <p>Which target pixels are valid (the rules of gdalwarp 3.6):
 *
 * <ul>
 *   <li>nearest, bilinear, cubic: those whose centre falls on a valid source pixel;
 *   <li>average: those whose footprint holds any valid source pixel.
 * </ul>
 *
 * Invalid source pixels never have weight. When the reduction exceeds 1/0.95 along either axis,
 * bilinear and cubic kernels are stretched by it; a reduction within 0.05 of a whole number counts
 * as that number.
 */
public final class Resampler {

  private static final double FOUR_SAMPLES = 0.95;
  private static final double WHOLE = 0.05;
  private static final double SHIFT_SLACK = 1e-6;

  private Resampler() {}

  /**
   * @param source what was read; holds every pixel that has weight ({@link #margin})
   * @param window which pixels of the raster {@code source} holds
   * @param raster shape of the whole raster
   * @param map target to source pixels
   * @param reduction source pixels per target pixel
   * @param target pixels to make
   * @return samples of the target window; nothing is rounded
   */
  public static RasterBlock resample(
      RasterBlock source,
      Window window,
      Shape raster,
      PixelMap map,
      Reduction reduction,
      Window target,
      Resampling method) {
    if (!source.shape().equals(window.shape()) || !raster.window().contains(window)) {
      throw new IllegalArgumentException(
          "source must fill a window of the raster "
              + raster
              + ", was "
              + source.shape()
              + " for "
              + window);
    }
    Optional<Window> aligned = aligned(map, target);
    if (aligned.isPresent()) {
      RasterBlock result = RasterBlock.allocate(target.shape());
      copy(source, window, aligned.get(), result);
      return result;
    }
    if (method == Resampling.NEAREST) {
      return nearest(source, SourceRaster.places(source, window, raster), map, target);
    }
    RasterBlock result = RasterBlock.allocate(target.shape());
    SourceRaster from = new SourceRaster(source, window, raster);
    if (isSeparable(map, reduction, method)) {
      separable(from, map.affine().orElseThrow(), reduction, target, method).run(target, result);
    } else if (method == Resampling.AVERAGE) {
      average(new AverageLoop(from), map, target, result);
    } else {
      centres(loop(from, reduction, method), map, target, result);
    }
    return result;
  }

  // Nothing is computed: samples keep their type.
  private static RasterBlock nearest(
      RasterBlock source, SourceRaster places, PixelMap map, Window target) {
    RasterBlock result = RasterBlock.allocate(target.shape(), source.type());
    Gathering gathering = new Gathering(source, result);
    Optional<Affine> straight = map.affine().filter(Affine::isRectilinear);
    if (straight.isPresent()) {
      new NearestGrid(places, straight.get()).run(target, gathering);
      return result;
    }
    NearestLoop loop = new NearestLoop(places);
    int[] picks = new int[target.width()];
    double[] points = new double[2 * picks.length];
    double guard = 2 * map.tolerance();
    for (int r = 0; r < target.height(); r++) {
      double row = target.rowStart() + r + 0.5;
      map.row(row, target.colStart() + 0.5, picks.length, points);
      if (guard > 0) {
        settle(map, row, target.colStart() + 0.5, points, guard);
      }
      loop.row(points, picks);
      gathering.row(picks, r * picks.length);
    }
    return result;
  }

  /**
   * The source pixels that the pixels of a target window are, one by one, when the grids line up:
   * every method gives those pixels themselves. May reach beyond the raster.
   */
  public static Optional<Window> aligned(PixelMap map, Window target) {
    return map.affine()
        .filter(Resampler::isWholeShift)
        .map(a -> target.shift((int) Math.rint(a.f()), (int) Math.rint(a.c())));
  }

  /**
   * How many source pixels beyond the image of a target window have weight.
   *
   * @param reduction along one axis
   */
  public static int margin(Resampling method, double reduction) {
    double r = Math.max(1, 1 / scale(reduction));
    return switch (method) {
      case NEAREST -> 1;
      case BILINEAR -> (int) Math.ceil(r) + 1;
      case CUBIC -> (int) Math.ceil(2 * r) + 1;
      case AVERAGE -> (int) Math.ceil(r) + 1;
    };
  }

  private static RowLoop loop(SourceRaster source, Reduction reduction, Resampling method) {
    double scaleX = scale(reduction.x());
    double scaleY = scale(reduction.y());
    boolean cubic = method == Resampling.CUBIC;
    if (!isReducing(reduction)) {
      return cubic ? new CubicLoop(source) : new BilinearLoop(source);
    }
    return new ReducingLoop(source, cubic, Math.min(1, scaleX), Math.min(1, scaleY));
  }

  // Cubic over 4 x 4 pixels is not: beside a hole it becomes bilinear.
  private static boolean isSeparable(PixelMap map, Reduction reduction, Resampling method) {
    boolean alike =
        map.affine().filter(a -> a.isRectilinear() && a.a() > 0 && a.e() > 0).isPresent();
    return alike
        && (method == Resampling.AVERAGE
            || method == Resampling.BILINEAR
            || (method == Resampling.CUBIC && isReducing(reduction)));
  }

  private static boolean isReducing(Reduction reduction) {
    return scale(reduction.x()) < FOUR_SAMPLES || scale(reduction.y()) < FOUR_SAMPLES;
  }

  private static SeparableFilter separable(
      SourceRaster source, Affine map, Reduction reduction, Window target, Resampling method) {
    Window read = source.window;
    FilterAxis.Side x = new FilterAxis.Side(source.width, read.colStart(), read.colStop());
    FilterAxis.Side y = new FilterAxis.Side(source.height, read.rowStart(), read.rowStop());
    int col = target.colStart();
    int row = target.rowStart();
    if (method == Resampling.AVERAGE) {
      return new SeparableFilter(
          source,
          FilterAxis.average(map.a(), map.c(), col, target.width(), x),
          FilterAxis.average(map.e(), map.f(), row, target.height(), y),
          false,
          0);
    }
    boolean cubic = method == Resampling.CUBIC;
    boolean reducing = isReducing(reduction);
    double stretchX = reducing ? Math.max(1, 1 / scale(reduction.x())) : 1;
    double stretchY = reducing ? Math.max(1, 1 / scale(reduction.y())) : 1;
    return new SeparableFilter(
        source,
        FilterAxis.kernel(map.a(), map.c(), col, target.width(), cubic, stretchX, x),
        FilterAxis.kernel(map.e(), map.f(), row, target.height(), cubic, stretchY, y),
        true,
        ReducingLoop.NO_WEIGHT);
  }

  private static double scale(double reduction) {
    double whole = Math.rint(reduction);
    return reduction > 1 && Math.abs(reduction - whole) < WHOLE ? 1 / whole : 1 / reduction;
  }

  private static void centres(RowLoop loop, PixelMap map, Window target, RasterBlock result) {
    int width = target.width();
    double[] points = new double[2 * width];
    for (int r = 0; r < target.height(); r++) {
      map.row(target.rowStart() + r + 0.5, target.colStart() + 0.5, width, points);
      loop.row(points, width, result.samples(), result.mask(), r * width);
    }
  }

  // Which pixel is nearest must not hang on the approximation: points close to an edge are redone.
  private static void settle(PixelMap map, double row, double col, double[] points, double guard) {
    double[] point = new double[2];
    for (int i = 0; i < points.length; i += 2) {
      if (isNearEdge(points[i], guard) || isNearEdge(points[i + 1], guard)) {
        point[0] = col + i / 2;
        point[1] = row;
        map.exact(point);
        points[i] = point[0];
        points[i + 1] = point[1];
      }
    }
  }

  private static boolean isNearEdge(double x, double guard) {
    double fraction = x - (int) x;
    return fraction < guard && fraction > -guard || fraction > 1 - guard;
  }

  private static void average(AverageLoop loop, PixelMap map, Window target, RasterBlock result) {
    int width = target.width();
    double[] upper = new double[2 * width + 2];
    double[] lower = new double[2 * width + 2];
    map.row(target.rowStart(), target.colStart(), width + 1, lower);
    for (int r = 0; r < target.height(); r++) {
      double[] swap = upper;
      upper = lower;
      lower = swap;
      map.row(target.rowStart() + r + 1, target.colStart(), width + 1, lower);
      loop.row(upper, lower, width, result.samples(), result.mask(), r * width);
    }
  }

  private static boolean isWholeShift(Affine map) {
    return Math.abs(map.a() - 1) < 1e-9
        && Math.abs(map.e() - 1) < 1e-9
        && map.isRectilinear()
        && Math.abs(map.c() - Math.rint(map.c())) < SHIFT_SLACK
        && Math.abs(map.f() - Math.rint(map.f())) < SHIFT_SLACK;
  }

  private static void copy(RasterBlock source, Window from, Window aligned, RasterBlock result) {
    Window part = aligned.intersect(from);
    if (!part.isEmpty()) {
      RasterBlock pixels = source.crop(part.shift(-from.rowStart(), -from.colStart()));
      result.paste(
          pixels, part.rowStart() - aligned.rowStart(), part.colStart() - aligned.colStart());
    }
  }
}
