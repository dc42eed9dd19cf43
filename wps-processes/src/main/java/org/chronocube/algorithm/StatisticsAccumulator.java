// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.raster.ValidMask;

/**
 * Gathers {@link Statistics} block by block, in memory that does not grow with the number of
 * samples.
 *
 * <p>Mean and variance: each block is summed around its own mean (two passes over the block) and
 * blocks are joined by the pairwise update of Chan, Golub and LeVeque (1983, "Algorithms for
 * computing the sample variance", The American Statistician 37:242-247), which keeps its digits
 * when the mean is large against the spread. Percentiles interpolate linearly between the two
 * nearest order statistics (Hyndman and Fan's type 7, NumPy's default); they are exact up to {@link
 * #EXACT_LIMIT} samples and come from a {@link QuantileSketch} beyond.
 *
 * <p>Not safe for concurrent use; give each thread its own and {@link #merge} them.
 */
public final class StatisticsAccumulator {

  /** Samples kept for exact percentiles: 4 MiB of floats. */
  public static final int EXACT_LIMIT = 1 << 20;

  /** Null when percentiles are not wanted. */
  private final Quantiles quantiles;

  private long total;
  private long count;
  private double mean;
  private double m2;
  private float min = Float.POSITIVE_INFINITY;
  private float max = Float.NEGATIVE_INFINITY;

  public StatisticsAccumulator() {
    this(EXACT_LIMIT);
  }

  private StatisticsAccumulator(Quantiles quantiles) {
    this.quantiles = quantiles;
  }

  /** Keeps no samples; asking for percentiles is an IllegalStateException. */
  public static StatisticsAccumulator withoutPercentiles() {
    return new StatisticsAccumulator((Quantiles) null);
  }

  /**
   * @param exactLimit samples kept for exact percentiles, ≥ 0
   */
  public StatisticsAccumulator(int exactLimit) {
    this(new Quantiles(exactLimit));
  }

  /**
   * Adds one block.
   *
   * @param samples one per pixel; those of invalid pixels are not looked at
   * @param valid which pixels hold data; NaN samples are skipped as if invalid
   * @param inside which pixels belong to the area, or null for all
   */
  public void add(float[] samples, ValidMask valid, ValidMask inside) {
    checkSizes(samples, valid, inside);
    total += inside == null ? samples.length : inside.count();
    long n = 0;
    double sum = 0;
    for (int i = 0; i < samples.length; i++) {
      if (isSample(samples, valid, inside, i)) {
        n++;
        sum += samples[i];
        if (quantiles != null) {
          quantiles.add(samples[i]);
        }
      }
    }
    if (n > 0) {
      spread(samples, valid, inside, n, sum / n);
    }
  }

  /**
   * Adds runs of pixels of a block.
   *
   * @param samples one per pixel of the block; those of invalid pixels are not looked at
   * @param valid which pixels hold data; NaN samples are skipped as if invalid
   * @param runs first pixel and pixel after the last one, of one run after the other
   * @param first index of the first run's first pixel in {@code runs}
   * @param stop index after the last run
   */
  public void add(float[] samples, ValidMask valid, int[] runs, int first, int stop) {
    checkSizes(samples, valid, null);
    long n = 0;
    double sum = 0;
    for (int r = first; r < stop; r += 2) {
      total += runs[r + 1] - runs[r];
      for (int i = runs[r]; i < runs[r + 1]; i++) {
        if (isSample(samples, valid, null, i)) {
          n++;
          sum += samples[i];
          if (quantiles != null) {
            quantiles.add(samples[i]);
          }
        }
      }
    }
    if (n > 0) {
      spread(samples, valid, runs, first, stop, n, sum / n);
    }
  }

  private void spread(
      float[] samples, ValidMask valid, int[] runs, int first, int stop, long n, double blockMean) {
    double blockM2 = 0;
    float low = min;
    float high = max;
    for (int r = first; r < stop; r += 2) {
      for (int i = runs[r]; i < runs[r + 1]; i++) {
        if (isSample(samples, valid, null, i)) {
          double d = samples[i] - blockMean;
          blockM2 += d * d;
          low = Math.min(low, samples[i]);
          high = Math.max(high, samples[i]);
        }
      }
    }
    min = low;
    max = high;
    join(n, blockMean, blockM2);
  }

  private void spread(
      float[] samples, ValidMask valid, ValidMask inside, long n, double blockMean) {
    double blockM2 = 0;
    float low = min;
    float high = max;
    for (int i = 0; i < samples.length; i++) {
      if (isSample(samples, valid, inside, i)) {
        double d = samples[i] - blockMean;
        blockM2 += d * d;
        low = Math.min(low, samples[i]);
        high = Math.max(high, samples[i]);
      }
    }
    min = low;
    max = high;
    join(n, blockMean, blockM2);
  }

  /** Adds what another accumulator has seen; the other may be thrown away. */
  public void merge(StatisticsAccumulator other) {
    total += other.total;
    if (other.count > 0) {
      min = Math.min(min, other.min);
      max = Math.max(max, other.max);
      join(other.count, other.mean, other.m2);
      if (quantiles != null) {
        quantiles.merge(other.quantiles);
      }
    }
  }

  private void join(long n, double otherMean, double otherM2) {
    long sum = count + n;
    double delta = otherMean - mean;
    mean += delta * n / sum;
    m2 += otherM2 + delta * delta * ((double) count * n / sum);
    count = sum;
  }

  /** Number of valid samples so far. */
  public long count() {
    return count;
  }

  /** Mean so far; NaN without samples. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** Sample standard deviation so far; NaN for fewer than two samples. */
  public double sd() {
    return count < 2 ? Double.NaN : Math.sqrt(m2 / (count - 1));
  }

  /**
   * The statistics of all samples so far.
   *
   * @param percentiles each 0 to 100
   */
  public Statistics result(List<Double> percentiles) {
    if (quantiles == null && !percentiles.isEmpty()) {
      throw new IllegalStateException("percentiles must be none without samples, were asked for");
    }
    List<Double> values = new ArrayList<>(percentiles.size());
    for (double p : percentiles) {
      if (!(p >= 0 && p <= 100)) {
        throw new IllegalArgumentException("percentile must be in 0..100, was " + p);
      }
      values.add(count == 0 ? Double.NaN : quantiles.at(p / 100, min, max));
    }
    return new Statistics(
        total,
        count,
        mean(),
        sd(),
        count == 0 ? Double.NaN : min,
        count == 0 ? Double.NaN : max,
        values,
        quantiles == null || quantiles.isExact());
  }

  private static boolean isSample(float[] samples, ValidMask valid, ValidMask inside, int i) {
    return valid.isValid(i) && (inside == null || inside.isValid(i)) && !Float.isNaN(samples[i]);
  }

  private static void checkSizes(float[] samples, ValidMask valid, ValidMask inside) {
    if (valid.size() != samples.length || (inside != null && inside.size() != samples.length)) {
      throw new IllegalArgumentException(
          "masks must have " + samples.length + " pixels as the samples, had " + valid.size());
    }
  }
}
