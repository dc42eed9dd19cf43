// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.Map;
import java.util.function.BiFunction;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.wcs.Axes.Axis;

/**
 * The number of pixels after scaling (OGC 12-039); the extent stays. An axis that is not named
 * keeps its number.
 *
 * @param axes of the answer's CRS
 */
record ScaledShape(Axes axes) {

  private static final int MAX_SIDE = 1 << 20;

  /**
   * @throws OwsException {@code InvalidScaleFactor}, {@code InvalidExtent}, {@code
   *     ScaleAxisUndefined}
   */
  GeoBox apply(GeoBox base, Scaling scaling) {
    double[] size = {base.width(), base.height()};
    if (scaling instanceof Scaling.ByFactor by) {
      double factor = factor(by.factor());
      size[0] *= factor;
      size[1] *= factor;
    } else if (scaling instanceof Scaling.ByAxisFactors by) {
      each(by.factors(), size, (pixels, factor) -> pixels * factor(factor));
    } else if (scaling instanceof Scaling.ToSize to) {
      each(to.sizes(), size, (pixels, wanted) -> size(wanted));
    } else if (scaling instanceof Scaling.ToExtent to) {
      each(to.extents(), size, (pixels, range) -> size(range));
    }
    Shape shape = new Shape(side(size[1]), side(size[0]));
    return shape.equals(base.shape()) ? base : base.resample(shape);
  }

  private <T> void each(
      Map<String, T> values, double[] size, BiFunction<Double, T, Double> scaled) {
    values.forEach(
        (label, value) -> {
          Axis axis =
              axes.axis(label).filter(a -> a != Axis.TIME).orElseThrow(() -> unknown(label));
          int i = axis == Axis.X ? 0 : 1;
          size[i] = scaled.apply(size[i], value);
        });
  }

  private OwsException unknown(String label) {
    return new OwsException(
        WcsCodes.SCALE_AXIS_UNDEFINED,
        label,
        "a scaled axis must be one of i, j, "
            + String.join(", ", axes.labels())
            + ", was "
            + label);
  }

  private static double factor(double factor) {
    if (factor > 0 && Double.isFinite(factor)) {
      return factor;
    }
    throw new OwsException(
        WcsCodes.INVALID_SCALE_FACTOR,
        Double.toString(factor),
        "a scale factor must be > 0, was " + factor);
  }

  private static double size(long pixels) {
    if (pixels > 0) {
      return pixels;
    }
    throw new OwsException(
        WcsCodes.INVALID_EXTENT, Long.toString(pixels), "a size must be > 0, was " + pixels);
  }

  private static double size(Scaling.Range range) {
    if (range.high() >= range.low()) {
      return (double) range.high() - range.low() + 1;
    }
    throw new OwsException(
        WcsCodes.INVALID_EXTENT,
        Long.toString(range.high()),
        "an extent must have low <= high, was " + range.low() + ":" + range.high());
  }

  private static int side(double pixels) {
    if (pixels > MAX_SIDE) {
      throw new OwsException(
          WcsCodes.INVALID_EXTENT,
          "scaling",
          "an answer must have at most " + MAX_SIDE + " rows and columns, was " + pixels);
    }
    return (int) Math.max(1, Math.round(pixels));
  }
}
