// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.PairPixels;

/**
 * Iteratively reweighted estimation (Nielsen 2007, §II-C): each pixel's weight is the probability
 * that a pixel without change has a larger χ² than it, P(χ²<sub>p</sub> > Σ variate²/variance), so
 * that what changed has less and less say in what no change looks like.
 *
 * <p>It stops when the spectrum moves by less than the tolerance, or after the given number of
 * iterations. It also stops, and keeps what it had, when the weights have shrunk to a corner of the
 * image: without change they average 0.5, and below {@value #LEAST_WEIGHT} they speak for less than
 * a tenth of the pixels, or when the bands of what is left have become collinear.
 *
 * @param iterations most iterations, ≥ 0; 0 weighs all pixels alike
 * @param tolerance largest move of the spectrum that counts as converged, > 0
 */
record Reweighting(int iterations, double tolerance) {

  /** Most iterations that may be asked for. */
  static final int MAX_ITERATIONS = 200;

  private static final double LEAST_WEIGHT = 0.05;

  Reweighting {
    if (iterations < 0 || iterations > MAX_ITERATIONS) {
      throw new InvalidParameterException(
          "iterations", "iterations must be 0.." + MAX_ITERATIONS + ", was " + iterations);
    }
    if (!(tolerance > 0 && tolerance < 1)) {
      throw new InvalidParameterException(
          "tolerance", "tolerance must be > 0 and < 1, was " + tolerance);
    }
  }

  /**
   * What was learned.
   *
   * @param solution the last one
   * @param iterations how many were made
   * @param converged true when the spectrum stayed
   * @param meanWeight mean no-change probability of the pixels it was learned from, 1 without
   *     iterations
   */
  record Fit(
      JointAnalysis.Solution solution, int iterations, boolean converged, double meanWeight) {}

  /** Passes over the pixels at most. */
  int passes() {
    return iterations + 1;
  }

  Fit fit(PairPixels pixels, JointAnalysis analysis) {
    JointAnalysis.Solution solution = analysis.solve(moments(pixels));
    ChiSquareTail tail = new ChiSquareTail(pixels.bands());
    double meanWeight = 1;
    for (int iteration = 1; iteration <= iterations; iteration++) {
      PairMoments moments = moments(pixels, solution.variates(), tail);
      double mean = moments.weight() / moments.count();
      if (!(mean >= LEAST_WEIGHT)) {
        return new Fit(solution, iteration - 1, false, meanWeight);
      }
      JointAnalysis.Solution next;
      try {
        next = analysis.solve(moments);
      } catch (InvalidParameterException collinear) {
        // The first solution had full rank, so this is what the weights have left.
        return new Fit(solution, iteration - 1, false, meanWeight);
      }
      double moved = solution.spectrum().getLInfDistance(next.spectrum());
      solution = next;
      meanWeight = mean;
      if (moved < tolerance) {
        return new Fit(solution, iteration, true, meanWeight);
      }
    }
    return new Fit(solution, iterations, iterations == 0, meanWeight);
  }

  private static PairMoments moments(PairPixels pixels) {
    Merged merged = new Merged(pixels.bands());
    pixels.forEach(
        block -> {
          double[] centre = PixelRun.firstPixel(block);
          PairMoments moments = new PairMoments(centre);
          PixelRun run = new PixelRun(centre);
          run.forEach(block, () -> moments.add(run.samples, null, run.size()));
          return moments;
        },
        merged::add);
    return merged.moments();
  }

  private static PairMoments moments(
      PairPixels pixels, LinearVariates variates, ChiSquareTail tail) {
    Merged merged = new Merged(pixels.bands());
    pixels.forEach(
        block -> {
          PairMoments moments = new PairMoments(variates.centre());
          PixelRun run = new PixelRun(variates.centre());
          double[] variate = new double[PixelRun.LENGTH];
          double[] weights = new double[PixelRun.LENGTH];
          run.forEach(
              block,
              () -> {
                variates.chiSquare(run.samples, run.size(), variate, weights);
                tail.replace(weights, run.size());
                moments.add(run.samples, weights, run.size());
              });
          return moments;
        },
        merged::add);
    return merged.moments();
  }

  /** Moments of all blocks; the first block's centre is theirs. */
  static final class Merged {

    private final int bands;
    private PairMoments moments;

    Merged(int bands) {
      this.bands = bands;
    }

    void add(PairMoments more) {
      if (moments == null) {
        moments = more;
      } else {
        moments.merge(more);
      }
    }

    PairMoments moments() {
      return moments == null ? new PairMoments(new double[2 * bands]) : moments;
    }
  }
}
