// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;

/**
 * Level, trend and season of a series: the {@link HarmonicBasis} fitted to its values by ordinary
 * or robust least squares (harmonic analysis of time series as in Jakubauskas et al. 2001 and Zhu
 * and Woodcock 2014).
 *
 * <p>The amplitude of harmonic k is √(aₖ² + bₖ²), its phase the day of the year (1 = 1 January,
 * year of 365.25 days) of its first maximum. RMSE is √(Σ r²/n), R² is 1 − Σ r²/Σ(y − ȳ)², of all
 * values, also after robust fits. Values are taken as independent with equal variance. Dates
 * without a value are left out; where the others do not determine the model there is no answer.
 *
 * @param harmonics of a year, 0..5
 * @param trend whether there is one
 * @param robust how values far from the model count
 * @param minValues fewest values for an answer, more than there are coefficients
 */
public record HarmonicRegression(int harmonics, boolean trend, Robust robust, int minValues)
    implements SeriesMethod {

  /** Fewest values for an answer by default. */
  public static final int DEFAULT_MIN_VALUES = 12;

  /**
   * How residuals count that are u times the scale, the median of their absolute values / 0.6745:
   * iteratively reweighted least squares from the ordinary solution, as in R's MASS::rlm.
   */
  public enum Robust {
    /** All the same: ordinary least squares. */
    NONE,
    /** Huber's weights, k/|u| above k = 1.345. */
    HUBER,
    /** Tukey's bisquare weights, (1 − (u/c)²)² below c = 4.685 and 0 above. */
    BISQUARE
  }

  public HarmonicRegression {
    if (harmonics < 0 || harmonics > 5) {
      throw new InvalidParameterException("harmonics", "harmonics must be 0..5, was " + harmonics);
    }
    int columns = 1 + (trend ? 1 : 0) + 2 * harmonics;
    if (minValues <= columns) {
      throw new InvalidParameterException(
          "minValues",
          "minValues must be > " + columns + ", the number of coefficients, was " + minValues);
    }
  }

  @Override
  public void check(int bands, SeriesTimes times) {
    OneBand.check(bands);
    OneBand.checkDates(times, minValues);
  }

  @Override
  public List<Layer> layers(int bands, SeriesTimes times) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Layer.value("level", "", "The model's mean level in the middle of the series"));
    if (trend) {
      layers.add(new Layer("trend", "/a", "Change per year", Role.MAGNITUDE));
    }
    for (int k = 1; k <= harmonics; k++) {
      layers.add(Layer.value("cos_" + k, "", "Coefficient of the cosine of harmonic " + k));
      layers.add(Layer.value("sin_" + k, "", "Coefficient of the sine of harmonic " + k));
    }
    for (int k = 1; k <= harmonics; k++) {
      layers.add(Layer.value("amplitude_" + k, "", "Amplitude of harmonic " + k));
      layers.add(
          Layer.value("phase_" + k, "d", "Day of the year of the first maximum of harmonic " + k));
    }
    layers.add(Layer.value("rmse", "", "Root of the mean squared residual"));
    layers.add(Layer.value("r2", "", "Share of the variance that the model explains"));
    layers.add(Layer.value("count", "", "Number of values"));
    return List.copyOf(layers);
  }

  @Override
  public SeriesWorker worker(int bands, SeriesTimes times) {
    HarmonicBasis basis = new HarmonicBasis(times, harmonics, trend);
    RobustSquares squares = new RobustSquares(basis, robust);
    double[] y = new double[times.count()];
    int[] dates = new int[times.count()];
    return (values, result) -> {
      int n = OneBand.valid(values[0], dates);
      for (int i = 0; i < n; i++) {
        y[dates[i]] = values[0][dates[i]];
      }
      if (n < minValues || !squares.fit(y, dates, n)) {
        OneBand.none(result, n);
        return;
      }
      report(basis, squares, result);
      int last = result.length - 1;
      double rss = squares.residualSum(y, dates, n);
      result[last - 2] = (float) Math.sqrt(rss / n);
      result[last - 1] = (float) (1 - rss / deviations(y, dates, n));
      result[last] = n;
    };
  }

  private void report(HarmonicBasis basis, RobustSquares squares, float[] result) {
    double[] coefficients = squares.coefficients();
    int at = basis.columns();
    for (int j = 0; j < at; j++) {
      result[j] = (float) coefficients[j];
    }
    for (int k = 1; k <= harmonics; k++) {
      double a = coefficients[basis.cosine(k)];
      double b = coefficients[basis.cosine(k) + 1];
      result[at++] = (float) Math.hypot(a, b);
      double turn = Math.atan2(b, a) / (2 * Math.PI);
      result[at++] = (float) (1 + (turn - Math.floor(turn)) * HarmonicBasis.YEAR / k);
    }
  }

  // Σ (y − ȳ)²; NaN, not a rounding error, when all are the same.
  private static double deviations(double[] y, int[] dates, int n) {
    double first = y[dates[0]];
    double sum = 0;
    boolean varies = false;
    for (int i = 0; i < n; i++) {
      sum += y[dates[i]];
      varies |= y[dates[i]] != first;
    }
    double mean = sum / n;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      squares += (y[dates[i]] - mean) * (y[dates[i]] - mean);
    }
    return varies ? squares : Double.NaN;
  }
}
