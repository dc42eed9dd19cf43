// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import org.hipparchus.linear.RealVector;

/** Finds variates of change in the joint moments of two images. */
@FunctionalInterface
interface JointAnalysis {

  /**
   * @throws org.chronocube.InvalidParameterException when the moments have no solution
   */
  Solution solve(PairMoments moments);

  /**
   * A solution.
   *
   * @param variates what is computed of a pixel
   * @param spectrum what has converged when it stays: canonical correlations, or the square roots
   *     of slowness
   */
  record Solution(LinearVariates variates, RealVector spectrum) {}
}
