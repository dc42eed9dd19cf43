// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import org.chronocube.raster.ValidMask;

/**
 * Counts of samples in bins of equal width between two bounds, as {@code numpy.histogram} makes
 * them: a bin holds its lower edge but not its upper one, the last bin holds both.
 *
 * <p>Not safe for concurrent writing.
 */
public final class Histogram {

  private final double min;
  private final double max;
  private final long[] counts;

  /**
   * @param min lower edge of the first bin
   * @param max upper edge of the last bin, ≥ min
   * @param bins number of bins, ≥ 2
   */
  public Histogram(double min, double max, int bins) {
    if (!(min <= max) || !Double.isFinite(max - min)) {
      throw new IllegalArgumentException(
          "histogram must have finite min <= max, was " + min + ".." + max);
    }
    if (bins < 2) {
      throw new IllegalArgumentException("bins must be >= 2, was " + bins);
    }
    this.min = min;
    this.max = max;
    this.counts = new long[bins];
  }

  /** The histogram of all valid samples between the smallest and the largest of them. */
  public static Histogram of(float[] samples, ValidMask valid, int bins) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < samples.length; i++) {
      if (valid.isValid(i) && !Float.isNaN(samples[i])) {
        low = Math.min(low, samples[i]);
        high = Math.max(high, samples[i]);
      }
    }
    Histogram histogram = low > high ? new Histogram(0, 0, bins) : new Histogram(low, high, bins);
    histogram.add(samples, valid);
    return histogram;
  }

  /**
   * The histogram of counts that are already there.
   *
   * @param counts of each bin, at least 2, each ≥ 0
   */
  public static Histogram ofCounts(double min, double max, long[] counts) {
    Histogram histogram = new Histogram(min, max, counts.length);
    System.arraycopy(counts, 0, histogram.counts, 0, counts.length);
    return histogram;
  }

  /** Counts the valid samples that lie between the bounds. */
  public void add(float[] samples, ValidMask valid) {
    double perUnit = max > min ? counts.length / (max - min) : 0;
    for (int i = 0; i < samples.length; i++) {
      double v = samples[i];
      if (valid.isValid(i) && v >= min && v <= max) {
        counts[Math.min(counts.length - 1, (int) ((v - min) * perUnit))]++;
      }
    }
  }

  /** Counts one value, which must lie between the bounds. */
  public void add(double value) {
    int bin = max > min ? (int) ((value - min) * (counts.length / (max - min))) : 0;
    counts[Math.min(counts.length - 1, bin)]++;
  }

  public double min() {
    return min;
  }

  public double max() {
    return max;
  }

  /** Number of bins. */
  public int bins() {
    return counts.length;
  }

  /** Samples in one bin. */
  public long count(int bin) {
    return counts[bin];
  }

  /** Samples in all bins. */
  public long total() {
    long sum = 0;
    for (long n : counts) {
      sum += n;
    }
    return sum;
  }

  /** Width of one bin. */
  public double width() {
    return (max - min) / counts.length;
  }

  /** The middle of one bin. */
  public double centre(int bin) {
    return min + (bin + 0.5) * (max - min) / counts.length;
  }
}
