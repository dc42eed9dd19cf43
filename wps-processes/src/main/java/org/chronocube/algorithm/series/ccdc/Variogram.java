// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

import java.util.Arrays;

/**
 * How much a band differs from one observation to the next: the median absolute difference, of
 * observations more than 30 days apart where that is so, since those closer to each other are alike
 * (pyccd's adjusted variogram). It is the least that the noise of a band is taken to be.
 */
final class Variogram {

  private static final int LAG_DAYS = 30;

  private final double[] differences;
  private final double[] lags;
  private final double[] result;

  Variogram(int bands, int dates) {
    differences = new double[dates];
    lags = new double[dates];
    result = new double[bands];
  }

  /** One number for each band, overwritten by the next call; at least 2 observations. */
  double[] of(Observations series) {
    int lag = 1;
    boolean apart = false;
    for (; lag < series.count(); lag++) {
      if (mostFrequentLag(series, lag) > LAG_DAYS) {
        apart = true;
        break;
      }
    }
    for (int b = 0; b < result.length; b++) {
      result[b] = median(series, b, apart ? lag : 1, apart ? LAG_DAYS : 0);
    }
    return result;
  }

  // The most frequent number of days between observations; the least of those that tie.
  private double mostFrequentLag(Observations series, int lag) {
    int n = series.count() - lag;
    for (int i = 0; i < n; i++) {
      lags[i] = Math.rint(series.day(i + lag) - series.day(i));
    }
    Arrays.sort(lags, 0, n);
    double best = lags[0];
    int most = 0;
    int run = 0;
    for (int i = 0; i < n; i++) {
      run = i > 0 && lags[i] == lags[i - 1] ? run + 1 : 1;
      if (run > most) {
        most = run;
        best = lags[i];
      }
    }
    return best;
  }

  private double median(Observations series, int band, int lag, int moreThan) {
    int n = 0;
    double largest = 0;
    for (int i = 0; i + lag < series.count(); i++) {
      double value = series.value(band, i + lag);
      largest = Math.max(largest, Math.abs(value));
      if (Math.rint(series.day(i + lag) - series.day(i)) > moreThan || moreThan == 0) {
        differences[n++] = Math.abs(value - series.value(band, i));
      }
    }
    // A band that never varies has no noise to go by, but the rounding of its values.
    return Math.max(Medians.of(differences, n), Math.max(largest * 1e-7, Double.MIN_NORMAL));
  }
}
