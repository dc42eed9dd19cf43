// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table of a radiometric annotation: values at some pixels of some lines, with bilinear
 * interpolation in between (along the two lines' own pixels, then across lines). Outside the table,
 * its nearest line and pixel count. Immutable.
 *
 * <p>Lines and pixels are whole numbers at the centres of pixels, as in the annotation.
 */
final class LineVectors {

  private final double[] lines;
  private final double[][] pixels;
  private final double[][] values;

  private LineVectors(double[] lines, double[][] pixels, double[][] values) {
    this.lines = lines;
    this.pixels = pixels;
    this.values = values;
  }

  boolean isZero() {
    return Arrays.stream(values).allMatch(v -> Arrays.stream(v).allMatch(x -> x == 0));
  }

  /** The value at the first pixel of the first line. */
  double first() {
    return values[0][0];
  }

  /**
   * The values of a row.
   *
   * @param line may lie between lines
   * @param first pixel of the first value
   * @param step pixels from value to value, > 0
   * @param to receives the values; as many as it holds
   */
  void row(double line, double first, double step, double[] to) {
    int found = Arrays.binarySearch(lines, line);
    int above = Math.max(0, found >= 0 ? found : -found - 2);
    int below = Math.min(lines.length - 1, above + 1);
    double u =
        below == above
            ? 0
            : Math.max(0, Math.min(1, (line - lines[above]) / (lines[below] - lines[above])));
    Arrays.fill(to, 0);
    add(above, 1 - u, first, step, to);
    if (u > 0) {
      add(below, u, first, step, to);
    }
  }

  private void add(int vector, double weight, double first, double step, double[] to) {
    double[] x = pixels[vector];
    double[] v = values[vector];
    int n = x.length;
    int found = Arrays.binarySearch(x, first);
    int cell = found >= 0 ? found : -found - 2;
    for (int i = 0; i < to.length; i++) {
      double at = first + i * step;
      while (cell + 1 < n && x[cell + 1] <= at) {
        cell++;
      }
      if (cell < 0) {
        to[i] += weight * v[0];
      } else if (cell + 1 >= n) {
        to[i] += weight * v[n - 1];
      } else {
        double u = (at - x[cell]) / (x[cell + 1] - x[cell]);
        to[i] += weight * (v[cell] + u * (v[cell + 1] - v[cell]));
      }
    }
  }

  /** Collects vectors in the order of the file. */
  static final class Builder {
    private final String name;
    private final List<double[]> pixels = new ArrayList<>();
    private final List<double[]> values = new ArrayList<>();
    private final List<Double> lines = new ArrayList<>();

    /**
     * @param name for messages
     */
    Builder(String name) {
      this.name = name;
    }

    boolean isEmpty() {
      return lines.isEmpty();
    }

    /**
     * @throws IllegalArgumentException when pixels and values differ in number, or do not ascend
     */
    void add(double line, double[] at, double[] value) {
      if (at.length == 0 || at.length != value.length || !ascends(at)) {
        throw new IllegalArgumentException(
            name + " must have a value for each of ascending pixels, has " + value.length);
      }
      if (!lines.isEmpty() && !(line > lines.get(lines.size() - 1))) {
        throw new IllegalArgumentException(name + " must have ascending lines, has " + line);
      }
      lines.add(line);
      pixels.add(at);
      values.add(value);
    }

    private static boolean ascends(double[] x) {
      for (int i = 1; i < x.length; i++) {
        if (!(x[i] > x[i - 1])) {
          return false;
        }
      }
      return true;
    }

    LineVectors build() {
      if (lines.isEmpty()) {
        throw new IllegalArgumentException(name + " must have a vector, has none");
      }
      return new LineVectors(
          lines.stream().mapToDouble(Double::doubleValue).toArray(),
          pixels.toArray(double[][]::new),
          values.toArray(double[][]::new));
    }
  }
}
