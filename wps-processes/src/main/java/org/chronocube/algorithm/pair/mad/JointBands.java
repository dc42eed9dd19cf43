// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import org.chronocube.InvalidParameterException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Correlations of the bands of both images, and the checks that they can be solved for. Bands are
 * standardised first so that their units do not matter to the numerics.
 *
 * @param means of the 2p variables
 * @param deviations standard deviations of the 2p variables
 * @param before p × p correlations of the bands before
 * @param after of those after
 * @param cross of those before (rows) with those after (columns)
 */
record JointBands(
    RealVector means,
    RealVector deviations,
    RealMatrix before,
    RealMatrix after,
    RealMatrix cross) {

  /** Smallest share of a band's variance that the others must leave open. */
  private static final double INDEPENDENT = 1e-10;

  /** A spread below this, relative to the mean, is the rounding of floats. */
  private static final double ROUNDING = 1e-7;

  /** Pixels needed for each of the 2p variables. */
  private static final int PIXELS_PER_VARIABLE = 5;

  /**
   * @throws InvalidParameterException when pixels are too few, or a band is constant or a
   *     combination of others
   */
  static JointBands of(PairMoments moments, int bands) {
    int needed = 2 * bands * PIXELS_PER_VARIABLE;
    if (moments.count() < needed || !(moments.weight() > 0)) {
      throw new InvalidParameterException(
          "area",
          "area must hold at least "
              + needed
              + " pixels that are valid at both times for "
              + bands
              + " bands, had "
              + moments.count());
    }
    double[] means = moments.means();
    RealMatrix covariance = moments.covariance();
    double[] deviations = new double[2 * bands];
    for (int v = 0; v < 2 * bands; v++) {
      deviations[v] = Math.sqrt(covariance.getEntry(v, v));
      if (!(deviations[v] > ROUNDING * Math.abs(means[v]))) {
        throw new InvalidParameterException(
            "bands",
            "bands must vary over the area, band "
                + (v % bands + 1)
                + " is constant "
                + (v < bands ? "before" : "after"));
      }
    }
    for (int r = 0; r < 2 * bands; r++) {
      for (int c = 0; c < 2 * bands; c++) {
        covariance.multiplyEntry(r, c, 1 / (deviations[r] * deviations[c]));
      }
    }
    int p = bands - 1;
    int q = 2 * bands - 1;
    return new JointBands(
        new ArrayRealVector(means, false),
        new ArrayRealVector(deviations, false),
        covariance.getSubMatrix(0, p, 0, p),
        covariance.getSubMatrix(bands, q, bands, q),
        covariance.getSubMatrix(0, p, bands, q));
  }

  /**
   * W with W·C·Wᵀ = I, from the eigenvectors of a correlation matrix.
   *
   * @param when {@code before}, {@code after} or both, for the message
   * @throws InvalidParameterException when the matrix has no full rank
   */
  static RealMatrix whitening(RealMatrix correlation, String when) {
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(correlation);
    int p = correlation.getRowDimension();
    RealMatrix result = MatrixUtils.createRealMatrix(p, p);
    for (int k = 0; k < p; k++) {
      double value = eigen.getEigenvalue(k);
      if (!(value > INDEPENDENT)) {
        throw new InvalidParameterException(
            "bands",
            "bands must not be combinations of each other, "
                + when
                + " the smallest eigenvalue of their correlations is "
                + value);
      }
      result.setRowVector(k, eigen.getEigenvector(k).mapMultiply(1 / Math.sqrt(value)));
    }
    return result;
  }
}
