// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.Arrays;

/**
 * What the values of a layer are over each of many {@link Patches}: their mean, extremes and
 * median. NaN values are left out; of a patch that has no other ones, all figures are NaN. Values
 * are asked for once for each pixel, row by row; memory is 4 bytes for each pixel of a patch and 36
 * bytes for each patch.
 *
 * <p>Patches are numbered from 1.
 */
public final class PatchFigures {

  private final float[] sorted;

  /** First value of each patch, and one more for the end. */
  private final int[] starts;

  private final int[] counts;
  private final double[] means;

  private PatchFigures(float[] sorted, int[] starts, int[] counts, double[] means) {
    this.sorted = sorted;
    this.starts = starts;
    this.counts = counts;
    this.means = means;
  }

  /** Gathers the values of every patch. */
  public static PatchFigures of(Patches patches, PixelValues values) {
    int n = patches.count();
    int[] starts = new int[n + 2];
    for (int patch = 1; patch <= n; patch++) {
      starts[patch + 1] = starts[patch] + patches.size(patch);
    }
    float[] gathered = new float[starts[n + 1]];
    int[] counts = new int[n + 1];
    double[] sums = new double[n + 1];
    patches.forEachRun(
        (patch, from, to) -> {
          for (int pixel = from; pixel < to; pixel++) {
            float value = values.at(pixel);
            if (!Float.isNaN(value)) {
              gathered[starts[patch] + counts[patch]++] = value;
              sums[patch] += value;
            }
          }
        });
    for (int patch = 1; patch <= n; patch++) {
      Arrays.sort(gathered, starts[patch], starts[patch] + counts[patch]);
      sums[patch] /= counts[patch];
    }
    return new PatchFigures(gathered, starts, counts, sums);
  }

  /** Arithmetic mean. */
  public double mean(int patch) {
    return means[patch];
  }

  /** Smallest value, of a date the first. */
  public double min(int patch) {
    return order(patch, 0);
  }

  /** Largest value, of a date the last. */
  public double max(int patch) {
    return order(patch, counts[patch] - 1);
  }

  /** Median; of an even number of values the mean of the middle two. */
  public double median(int patch) {
    int n = counts[patch];
    return (order(patch, (n - 1) / 2) + order(patch, n / 2)) / 2;
  }

  private double order(int patch, int rank) {
    return counts[patch] == 0 ? Double.NaN : sorted[starts[patch] + rank];
  }
}
