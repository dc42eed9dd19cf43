// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

/** Small systems of linear equations. */
final class LinearSystem {

  private LinearSystem() {}

  /**
   * Gauss elimination with partial pivoting.
   *
   * @param rows n rows of n coefficients and a right side; destroyed
   * @return the solution; not finite when there is none
   */
  static double[] solve(double[][] rows) {
    int n = rows.length;
    for (int k = 0; k < n; k++) {
      pivot(rows, k);
      for (int i = k + 1; i < n; i++) {
        double factor = rows[i][k] / rows[k][k];
        for (int j = k; j <= n; j++) {
          rows[i][j] -= factor * rows[k][j];
        }
      }
    }
    double[] x = new double[n];
    for (int k = n - 1; k >= 0; k--) {
      double sum = rows[k][n];
      for (int j = k + 1; j < n; j++) {
        sum -= rows[k][j] * x[j];
      }
      x[k] = sum / rows[k][k];
    }
    return x;
  }

  private static void pivot(double[][] rows, int k) {
    int best = k;
    for (int i = k + 1; i < rows.length; i++) {
      best = Math.abs(rows[i][k]) > Math.abs(rows[best][k]) ? i : best;
    }
    double[] swapped = rows[k];
    rows[k] = rows[best];
    rows[best] = swapped;
  }
}
