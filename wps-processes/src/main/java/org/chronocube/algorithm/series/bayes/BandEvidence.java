// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bayes;

import java.util.Arrays;
import org.chronocube.algorithm.series.HarmonicBasis;
import org.chronocube.algorithm.series.LeastSquares;
import org.chronocube.algorithm.series.SeriesTimes;

/** What the values of one band say about forest and non-forest. For one thread. */
final class BandEvidence {

  private final BayesianAlerts method;
  private final int historyDates;
  private final HarmonicBasis basis;
  private final LeastSquares squares;
  private final double[] sorted;
  private double forestMean;
  private double forestSd;
  private double nonForestMean;
  private double nonForestSd;

  BandEvidence(BayesianAlerts method, SeriesTimes times) {
    this.method = method;
    historyDates = method.historyDates(times);
    sorted = new double[historyDates];
    basis = method.seasonal() ? new HarmonicBasis(times, method.harmonics(), method.trend()) : null;
    squares = basis == null ? null : new LeastSquares(basis.columns());
  }

  /**
   * Prepares for a pixel.
   *
   * @param values of a band, [date], NaN where missing; the season is taken out in place
   * @return false when the band's history says too little
   */
  boolean learn(double[] values, int band) {
    if (!method.history(band)) {
      given((ForestClasses.Given) method.of(band));
      return true;
    }
    int count = 0;
    for (int i = 0; i < historyDates; i++) {
      if (!Double.isNaN(values[i])) {
        sorted[count++] = values[i];
      }
    }
    if (count < method.minHistory()) {
      return false;
    }
    Arrays.sort(sorted, 0, count);
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    if (basis != null && !subtractSeason(values, median)) {
      return false;
    }
    if (method.of(band) instanceof ForestClasses.OfHistory relative) {
      double s = spread(values, count, median);
      forestMean = median;
      forestSd = relative.forestSpread() * s;
      nonForestMean = median + relative.shift() * s;
      nonForestSd = relative.nonForestSpread() * s;
      return s > 0;
    }
    given((ForestClasses.Given) method.of(band));
    return true;
  }

  private void given(ForestClasses.Given given) {
    forestMean = given.forestMean();
    forestSd = given.forestSd();
    nonForestMean = given.nonForestMean();
    nonForestSd = given.nonForestSd();
  }

  private boolean subtractSeason(double[] values, double median) {
    squares.clear(basis.columns());
    for (int i = 0; i < historyDates; i++) {
      if (!Double.isNaN(values[i])) {
        squares.add(basis, i, values[i]);
      }
    }
    if (squares.count() <= basis.columns() || !squares.solve()) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] += median - squares.predict(basis, i);
    }
    return true;
  }

  /**
   * Standard deviation of the history: around its mean, or of the residuals, whose mean is the
   * median that was added.
   */
  private double spread(double[] values, int count, double median) {
    double mean = median;
    int parameters = 1;
    if (basis == null) {
      mean = 0;
      for (int i = 0; i < count; i++) {
        mean += sorted[i];
      }
      mean /= count;
    } else {
      parameters = basis.columns();
    }
    double sum = 0;
    for (int i = 0; i < historyDates; i++) {
      if (!Double.isNaN(values[i])) {
        sum += (values[i] - mean) * (values[i] - mean);
      }
    }
    return Math.sqrt(sum / (count - parameters));
  }

  /** f_NF / (f_F + f_NF), within the rule's weights. */
  double nonForest(double value) {
    double zf = (value - forestMean) / forestSd;
    double zn = (value - nonForestMean) / nonForestSd;
    double ratio = nonForestSd / forestSd * Math.exp((zn * zn - zf * zf) / 2);
    double p = 1 / (1 + ratio);
    return Math.max(method.rule().minWeight(), Math.min(method.rule().maxWeight(), p));
  }

  /** 0 at the mean of forest, 1 at that of non-forest. */
  double way(double value) {
    return (value - forestMean) / (nonForestMean - forestMean);
  }
}
