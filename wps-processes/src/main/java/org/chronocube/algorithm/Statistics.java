// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm;

import java.util.List;

/**
 * What is known of a set of samples. All figures but the counts are NaN when no sample is valid.
 *
 * @param total pixels looked at, valid or not
 * @param count valid pixels among them
 * @param mean arithmetic mean
 * @param sd sample standard deviation (divisor {@code count - 1}); NaN for fewer than two samples
 * @param min smallest sample
 * @param max largest sample
 * @param percentiles one value for each percentile asked for, in that order
 * @param exactPercentiles false when there were too many samples to keep and the percentiles are
 *     those of {@link QuantileSketch}
 */
public record Statistics(
    long total,
    long count,
    double mean,
    double sd,
    double min,
    double max,
    List<Double> percentiles,
    boolean exactPercentiles) {

  public Statistics {
    percentiles = List.copyOf(percentiles);
  }

  /** Valid pixels over all pixels, 0 to 1; NaN when no pixel was looked at. */
  public double validShare() {
    return total == 0 ? Double.NaN : (double) count / total;
  }

  /** The same of more pixels: some were not looked at because nothing is known of them. */
  public Statistics withTotal(long pixels) {
    return new Statistics(pixels, count, mean, sd, min, max, percentiles, exactPercentiles);
  }
}
