// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import org.hipparchus.analysis.interpolation.SplineInterpolator;
import org.hipparchus.analysis.polynomials.PolynomialSplineFunction;

/**
 * p-values of a {@link NullLaw} from a table: a cubic spline through ln p over √T. Within 0.005 %
 * of the law down to p = 1e-5, 0.1 % at 1e-6.
 */
final class TailTable {

  private static final int KNOTS = 160;

  private final double last;
  private final double least;
  private final PolynomialSplineFunction spline;

  TailTable(NullLaw law) {
    double end = Math.sqrt(law.critical(2 * ExactLaw.LEAST_P));
    double[] x = new double[KNOTS];
    double[] y = new double[KNOTS];
    for (int i = 0; i < KNOTS; i++) {
      x[i] = end * i / (KNOTS - 1);
      y[i] = Math.log(law.pValue(x[i] * x[i]));
    }
    last = end;
    least = ExactLaw.LEAST_P;
    spline = new SplineInterpolator().interpolate(x, y);
  }

  /**
   * @param statistic T ≥ 0
   * @return 1e-8..1; smaller ones are 1e-8
   */
  double pValue(double statistic) {
    double x = Math.sqrt(Math.max(0, statistic));
    return x >= last ? least : Math.min(1, Math.exp(spline.value(x)));
  }
}
