// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.PairPixels;
import org.hipparchus.special.Beta;

/**
 * Iteratively reweighted estimation (Nielsen 2007, §II-C): each pixel's weight is the probability
 * that a pixel without change has a larger χ² than it, P(χ²<sub>p</sub> > Σ variate²/variance), so
 * that what changed has less and less say in what no change looks like.
 *
 * <p>Weights favour the middle of the distribution, so variances come out too small. If no change
 * is Gaussian, χ² is taken with s·σ² in the place of σ², and X and T are independent and χ² of p
 * degrees of freedom, then weights average P(X > T/s) = I<sub>x</sub>(p/2, p/2), the next s is
 * E[T·w]/(p·E[w]) = I<sub>x</sub>(p/2 + 1, p/2) / I<sub>x</sub>(p/2, p/2), with x = s/(1 + s) and I
 * the regularised Beta function, and s = 1 at first. {@link Fit#shrinkage} is that s, for who needs
 * the probabilities themselves; the iterations keep to Nielsen's.
 *
 * <p>It stops when the spectrum moves by less than the tolerance, or after the given number of
 * iterations. It also stops, and keeps what it had, when the weights speak for less than a tenth of
 * the pixels, by their mean over the one above, or the bands of what is left are collinear.
 *
 * @param iterations most iterations, ≥ 0; 0 weighs all pixels alike
 * @param tolerance largest move of the spectrum that counts as converged, > 0
 */
record Reweighting(int iterations, double tolerance) {

  /** Most iterations that may be asked for. */
  static final int MAX_ITERATIONS = 200;

  private static final double LEAST_SHARE = 0.1;

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
   * @param noChangeShare of the pixels, as the weights tell; 1 without iterations
   * @param shrinkage what the variances are of those of no change
   */
  record Fit(
      JointAnalysis.Solution solution,
      int iterations,
      boolean converged,
      double noChangeShare,
      double shrinkage) {}

  /** Passes over the pixels at most. */
  int passes() {
    return iterations + 1;
  }

  Fit fit(PairPixels pixels, JointAnalysis analysis) {
    int degrees = pixels.bands();
    ChiSquareTail tail = new ChiSquareTail(degrees);
    Fit fit = new Fit(analysis.solve(moments(pixels)), 0, iterations == 0, 1, 1);
    while (!fit.converged && fit.iterations < iterations) {
      PairMoments moments = moments(pixels, fit.solution.variates(), tail);
      double expected = expectedWeight(fit.shrinkage, degrees);
      double share = Math.min(1, moments.weight() / moments.count() / expected);
      if (!(share >= LEAST_SHARE)) {
        return fit;
      }
      JointAnalysis.Solution next;
      try {
        next = analysis.solve(moments);
      } catch (InvalidParameterException collinear) {
        // The first solution had full rank, so this is what the weights have left.
        return fit;
      }
      double moved = fit.solution.spectrum().getLInfDistance(next.spectrum());
      double shrinkage = expectedVariance(fit.shrinkage, degrees) / expected;
      fit = new Fit(next, fit.iterations + 1, moved < tolerance, share, shrinkage);
    }
    return fit;
  }

  private static double expectedWeight(double s, int degrees) {
    return Beta.regularizedBeta(s / (1 + s), degrees / 2.0, degrees / 2.0);
  }

  private static double expectedVariance(double s, int degrees) {
    return Beta.regularizedBeta(s / (1 + s), degrees / 2.0 + 1, degrees / 2.0);
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
