// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import org.hipparchus.complex.Complex;

/**
 * The law itself, by numerical inversion of its Laplace transform. For p independent intensities of
 * n looks at k dates, each Gamma distributed with shape n and, under the hypothesis, the same mean,
 *
 * <p>E[Q<sup>h</sup>] = { k<sup>nhk</sup> · (Γ(n + nh) / Γ(n))<sup>k</sup> · Γ(kn) / Γ(kn + knh)
 * }<sup>p</sup>,
 *
 * <p>and T = −2 ln Q has E[e<sup>−sT</sup>] = E[Q<sup>2s</sup>]. Q<sub>j</sub> =
 * Q<sub>j−1</sub>·R<sub>j</sub> with independent factors gives that of the marginal test. The
 * distribution function follows by the Fourier series method with Euler summation (Abate and Whitt
 * 1992, "The Fourier-series method for inverting transforms of probability distributions", Queueing
 * Systems 10:5-88, equations 5.37-5.39), to about 1e-9 absolutely.
 *
 * <p>Box's approximation ({@link ChiSquareLaw}) is an expansion for many looks. It rejects too
 * often with one: at a level of 0.01, by 33 % (one polarisation, two dates) to 54 % (two). With 4.4
 * looks the two agree within 0.1 %.
 */
final class ExactLaw implements NullLaw {

  /** Smaller p-values are not told apart. */
  static final double LEAST_P = 1e-8;

  private static final double DISCRETISATION = 23;
  private static final int TERMS = 60;
  private static final int AVERAGED = 16;
  private static final double[] WEIGHTS = weights();

  private final double looks;
  private final int bands;
  private final int dates;

  private final boolean marginal;

  private final NullLaw start;

  private ExactLaw(double looks, int bands, int dates, boolean marginal, NullLaw start) {
    this.looks = looks;
    this.bands = bands;
    this.dates = dates;
    this.marginal = marginal;
    this.start = start;
  }

  /** Of the omnibus test Q over {@code dates} dates. */
  static ExactLaw omnibus(double looks, int bands, int dates) {
    return new ExactLaw(looks, bands, dates, false, ChiSquareLaw.omnibus(looks, bands, dates));
  }

  /** Of the marginal test R<sub>j</sub>, j = {@code date}. */
  static ExactLaw marginal(double looks, int bands, int date) {
    return new ExactLaw(looks, bands, date, true, ChiSquareLaw.marginal(looks, bands, date));
  }

  @Override
  public double pValue(double statistic) {
    if (!(statistic > 0)) {
      return 1;
    }
    double sum = 0;
    double mean = 0;
    for (int k = 0; k <= TERMS + AVERAGED; k++) {
      double term = transform(k, statistic);
      sum += (k & 1) == 0 ? term : -term;
      if (k >= TERMS) {
        mean += WEIGHTS[k - TERMS] * sum;
      }
    }
    double below = mean * Math.exp(DISCRETISATION / 2) / statistic;
    return Math.min(1, Math.max(LEAST_P, 1 - below));
  }

  /** Re F((A + 2kπi) / 2t) of the Laplace transform F(s) = E[e^−sT] / s. */
  private double transform(int k, double t) {
    Complex s = new Complex(DISCRETISATION / (2 * t), k * Math.PI / t);
    Complex log = logMoment(s, dates);
    if (marginal && dates > 2) {
      log = log.subtract(logMoment(s, dates - 1));
    }
    double value = log.multiply(bands).exp().divide(s).getReal();
    return k == 0 ? value / 2 : value;
  }

  /**
   * ln E[Q^2s] of one intensity over k dates. With g(a) = ln Γ(a) − a ln a + a and a = n(1 + 2s) it
   * is k(g(a) − g(n)) − g(ka) + g(kn): the large terms cancel on paper.
   */
  private Complex logMoment(Complex s, int k) {
    Complex a = s.multiply(2).add(1).multiply(looks);
    Complex n = new Complex(looks);
    return ComplexGamma.logRemainder(a)
        .subtract(ComplexGamma.logRemainder(n))
        .multiply(k)
        .subtract(ComplexGamma.logRemainder(a.multiply(k)))
        .add(ComplexGamma.logRemainder(n.multiply(k)));
  }

  /** The secant method on ln p from Box's approximation on. */
  @Override
  public double critical(double alpha) {
    double goal = Math.log(alpha);
    double last = start.critical(alpha);
    double lastGap = Math.log(pValue(last)) - goal;
    double t = last * 1.02;
    for (int i = 0; i < 50; i++) {
      double gap = Math.log(pValue(t)) - goal;
      if (Math.abs(gap) < 1e-7 || gap == lastGap) {
        return t;
      }
      double next = Math.max(t / 2, Math.min(2 * t, t - gap * (t - last) / (gap - lastGap)));
      last = t;
      lastGap = gap;
      t = next;
    }
    return t;
  }

  /** Binomial weights, which sum to 1. */
  private static double[] weights() {
    double[] weights = new double[AVERAGED + 1];
    weights[0] = Math.pow(2, -AVERAGED);
    for (int i = 1; i <= AVERAGED; i++) {
      weights[i] = weights[i - 1] * (AVERAGED - i + 1) / i;
    }
    return weights;
  }
}
