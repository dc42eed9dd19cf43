// SPDX-License-Identifier: Apache-2.0
package org.chronocube.kernel;

/**
 * The weights of source pixels along one axis, for each target pixel of that axis.
 *
 * <p>Plain arrays, for {@link SeparableFilter} only.
 */
final class FilterAxis {

  /** First source pixel with weight; the pixels that were read only. */
  final int[] start;

  /** Number of source pixels with weight. */
  final int[] count;

  /** Weights of target pixel i from {@code i * taps} on. */
  final double[] weights;

  final int taps;

  /** Source pixel under the target's centre, or −1 outside the raster. */
  final int[] centre;

  private FilterAxis(int length, int taps) {
    this.start = new int[length];
    this.count = new int[length];
    this.weights = new double[length * taps];
    this.taps = taps;
    this.centre = new int[length];
  }

  /** What a source looks like along one axis: its size, and the part that was read. */
  record Side(int size, int from, int to) {}

  /**
   * A bilinear or cubic kernel.
   *
   * @param scale source pixels per target pixel, > 0
   * @param offset source coordinate of the target's origin
   * @param first first target pixel
   * @param length number of target pixels
   * @param stretch kernel width in units of its plain width, ≥ 1
   */
  static FilterAxis kernel(
      double scale,
      double offset,
      int first,
      int length,
      boolean cubic,
      double stretch,
      Side side) {
    int radius = (int) Math.ceil((cubic ? 2 : 1) * stretch);
    FilterAxis axis = new FilterAxis(length, (int) Math.min(2L * radius, side.to - side.from));
    for (int i = 0; i < length; i++) {
      double x = scale * (first + i + 0.5) + offset;
      axis.centre[i] = x >= 0 && x <= side.size ? SourceRaster.pixel(x, side.size) : -1;
      int from = Math.max((int) Math.floor(x - 0.5) + 1 - radius, side.from);
      int to = Math.min((int) Math.floor(x - 0.5) + 1 + radius, side.to);
      axis.start[i] = from;
      axis.count[i] = Math.max(0, to - from);
      for (int k = 0; k < axis.count[i]; k++) {
        axis.weights[i * axis.taps + k] =
            ReducingLoop.weight((from + k + 0.5 - x) / stretch, cubic);
      }
    }
    return axis;
  }

  /** The area-weighted mean. */
  static FilterAxis average(double scale, double offset, int first, int length, Side side) {
    FilterAxis axis =
        new FilterAxis(length, (int) Math.min(Math.ceil(scale) + 2, side.to - side.from));
    for (int i = 0; i < length; i++) {
      double x0 = scale * (first + i) + offset;
      double x1 = scale * (first + i + 1) + offset;
      boolean meets = x1 > 0 && x0 < side.size;
      int from = AverageLoop.first(x0);
      int to = AverageLoop.end(x1, from, side.size);
      axis.centre[i] = meets ? from : -1;
      axis.start[i] = Math.max(from, side.from);
      axis.count[i] = meets ? Math.max(0, Math.min(to, side.to) - axis.start[i]) : 0;
      for (int k = 0; k < axis.count[i]; k++) {
        axis.weights[i * axis.taps + k] = AverageLoop.share(axis.start[i] + k, from, to, x0, x1);
      }
    }
    return axis;
  }
}
