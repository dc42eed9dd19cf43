// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The laws of the omnibus tests of one number of looks and bands, with critical values and tables
 * that are computed once. Safe for many threads.
 */
final class OmnibusLaws {

  private final double looks;
  private final int bands;
  private final double alpha;
  private final boolean exact;
  private final Map<Integer, Double> omnibusCritical = new ConcurrentHashMap<>();
  private final Map<Integer, Double> marginalCritical = new ConcurrentHashMap<>();
  private final Map<Integer, TailTable> omnibusTails = new ConcurrentHashMap<>();

  OmnibusLaws(double looks, int bands, double alpha, TestLaw law) {
    this.looks = looks;
    this.bands = bands;
    this.alpha = alpha;
    this.exact = law == TestLaw.EXACT;
  }

  /** Of Q over a number of dates, ≥ 2. */
  NullLaw omnibus(int dates) {
    return exact
        ? ExactLaw.omnibus(looks, bands, dates)
        : ChiSquareLaw.omnibus(looks, bands, dates);
  }

  /** Of R<sub>j</sub>, j ≥ 2. */
  NullLaw marginal(int date) {
    return exact
        ? ExactLaw.marginal(looks, bands, date)
        : ChiSquareLaw.marginal(looks, bands, date);
  }

  /** What −2 ln Q over 0…{@code most} dates has to pass; the first two are not used. */
  double[] omnibusCritical(int most) {
    double[] critical = new double[most + 1];
    for (int k = 2; k <= most; k++) {
      critical[k] = omnibusCritical.computeIfAbsent(k, d -> omnibus(d).critical(alpha));
    }
    return critical;
  }

  /** What −2 ln R<sub>j</sub>, j = 0…{@code most}, has to pass; the first two are not used. */
  double[] marginalCritical(int most) {
    double[] critical = new double[most + 1];
    for (int j = 2; j <= most; j++) {
      critical[j] = marginalCritical.computeIfAbsent(j, d -> marginal(d).critical(alpha));
    }
    return critical;
  }

  /** p-values of −2 ln Q over a number of dates, fast. */
  TailTable omnibusTail(int dates) {
    return omnibusTails.computeIfAbsent(dates, d -> new TailTable(omnibus(d)));
  }
}
