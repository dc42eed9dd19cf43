// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

import java.util.Arrays;
import java.util.List;

/**
 * Where a satellite was: state vectors in an Earth-fixed frame with cubic Hermite polynomials in
 * between, which at the 10 s of Sentinel-1's annotation are good to a millimetre.
 */
public final class Orbit {

  private final double[] times;
  private final double[][] states;

  /**
   * One state vector.
   *
   * @param time seconds since an epoch of the caller's
   * @param state x, y, z in metres, then metres per second
   */
  public record StateVector(double time, List<Double> state) {

    public StateVector {
      state = List.copyOf(state);
      if (state.size() != 6) {
        throw new IllegalArgumentException(
            "state vectors must have six numbers, had " + state.size());
      }
    }
  }

  /**
   * @param vectors two or more, by time
   */
  public Orbit(List<StateVector> vectors) {
    if (vectors.size() < 2) {
      throw new IllegalArgumentException(
          "orbit must have two or more state vectors, had " + vectors.size());
    }
    times = vectors.stream().mapToDouble(StateVector::time).toArray();
    states =
        vectors.stream()
            .map(v -> v.state().stream().mapToDouble(Double::doubleValue).toArray())
            .toArray(double[][]::new);
    for (int i = 1; i < times.length; i++) {
      if (!(times[i] > times[i - 1])) {
        throw new IllegalArgumentException(
            "state vectors must have ascending times, had " + times[i]);
      }
    }
  }

  /**
   * The state at a time; beyond the vectors, the polynomial of the nearest two goes on.
   *
   * @param state receives position, velocity and acceleration: nine numbers
   */
  public void at(double time, double[] state) {
    int found = Arrays.binarySearch(times, time);
    int i = found >= 0 ? found : -found - 2;
    i = Math.max(0, Math.min(times.length - 2, i));
    double step = times[i + 1] - times[i];
    double u = (time - times[i]) / step;
    double[] p = states[i];
    double[] q = states[i + 1];
    for (int k = 0; k < 3; k++) {
      double chord = q[k] - p[k];
      double from = p[k + 3] * step;
      double to = q[k + 3] * step;
      double c2 = 3 * chord - 2 * from - to;
      double c3 = from + to - 2 * chord;
      state[k] = p[k] + u * (from + u * (c2 + u * c3));
      state[k + 3] = (from + u * (2 * c2 + 3 * u * c3)) / step;
      state[k + 6] = (2 * c2 + 6 * u * c3) / (step * step);
    }
  }
}
