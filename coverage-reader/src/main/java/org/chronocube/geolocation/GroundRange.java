// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import java.util.Arrays;
import java.util.List;

/**
 * The relation of ground range (along a line of a detected image) to slant range, as polynomials
 * that are updated along the flight.
 *
 * <p>Between updates the polynomials are interpolated linearly in time, as the processors' formats
 * say (ENVISAT ASAR product handbook, 6.6.17) and the Sentinel-1 toolbox does: a line of the image
 * continues its neighbour. The points of Sentinel-1's geolocation grid are computed with the
 * nearest update instead.
 */
public final class GroundRange {

  private static final int MOST_STEPS = 20;

  private final double[] times;
  private final double[] origins;
  private final double[][] polynomials;
  private final boolean nearest;

  /**
   * One update.
   *
   * @param time seconds, in the epoch of the orbit
   * @param origin ground range at which the polynomial starts, metres
   * @param slantRange coefficients of slant range in metres by powers of ground range − origin
   */
  public record Update(double time, double origin, List<Double> slantRange) {

    public Update {
      slantRange = List.copyOf(slantRange);
    }
  }

  /**
   * @param updates one or more, by time
   * @param nearest true to take the nearest update instead of interpolating
   */
  public GroundRange(List<Update> updates, boolean nearest) {
    if (updates.isEmpty()) {
      throw new IllegalArgumentException("ground range must have a polynomial, had none");
    }
    this.times = updates.stream().mapToDouble(Update::time).toArray();
    this.origins = updates.stream().mapToDouble(Update::origin).toArray();
    this.polynomials =
        updates.stream()
            .map(u -> u.slantRange().stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    this.nearest = nearest;
  }

  /**
   * Slant range in metres of a place on a line.
   *
   * @param derivative receives d slant range / d ground range at index 0
   */
  double slantRange(double time, double groundRange, double[] derivative) {
    int found = Arrays.binarySearch(times, time);
    int before = Math.max(0, Math.min(times.length - 2, found >= 0 ? found : -found - 2));
    if (times.length == 1) {
      return evaluate(0, groundRange, derivative);
    }
    double u = (time - times[before]) / (times[before + 1] - times[before]);
    // Polynomials do not go on changing beyond the first and the last.
    u = Math.max(0, Math.min(1, u));
    if (nearest) {
      return evaluate(u < 0.5 ? before : before + 1, groundRange, derivative);
    }
    double first = evaluate(before, groundRange, derivative);
    double slope = derivative[0];
    double second = evaluate(before + 1, groundRange, derivative);
    derivative[0] = slope + u * (derivative[0] - slope);
    return first + u * (second - first);
  }

  private double evaluate(int update, double groundRange, double[] derivative) {
    double[] c = polynomials[update];
    double x = groundRange - origins[update];
    double value = 0;
    double slope = 0;
    for (int k = c.length - 1; k >= 0; k--) {
      slope = slope * x + value;
      value = value * x + c[k];
    }
    derivative[0] = slope;
    return value;
  }

  /**
   * Ground range in metres of a slant range; NaN when there is none within bounds.
   *
   * @param least lowest ground range to look at
   * @param most highest
   */
  double groundRange(double time, double slantRange, double least, double most, double[] scratch) {
    double x = (least + most) / 2;
    for (int i = 0; i < MOST_STEPS; i++) {
      double off = slantRange(time, x, scratch) - slantRange;
      double step = off / scratch[0];
      x -= step;
      if (Math.abs(step) < 1e-7) {
        return x >= least && x <= most ? x : Double.NaN;
      }
      // Outside the bounds the polynomial means nothing: one more look from the bound itself.
      x = Math.max(least - 1, Math.min(most + 1, x));
    }
    return Double.NaN;
  }
}
