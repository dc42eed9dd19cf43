// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

/**
 * How a test statistic T = −2·ln(likelihood ratio) ≥ 0 is distributed when nothing has changed;
 * large values speak for change. Immutable.
 */
interface NullLaw {

  /**
   * The probability of a statistic at least as large.
   *
   * @param statistic T ≥ 0
   * @return 0..1
   */
  double pValue(double statistic);

  /**
   * The statistic that is passed with a probability.
   *
   * @param alpha more than 0, less than 1
   */
  double critical(double alpha);
}
