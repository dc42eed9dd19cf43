// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import org.chronocube.InvalidParameterException;

/**
 * The regressors of a harmonic model on the dates of a series: y(t) = β₀ + β₁·(t − t₀)/365.25 + Σₖ
 * (aₖ·cos(2πk·t/P) + bₖ·sin(2πk·t/P)), with t in days since 1970-01-01T00:00:00Z, t₀ the middle of
 * the series (so that the trend is nearly orthogonal to the intercept) and P the period in days.
 *
 * <p>Columns: 1; the trend, per year, if there is one; then cos and sin of each harmonic, the
 * lowest first. So the first columns of a basis are the basis of the smaller model. Immutable, and
 * shared by the workers of all threads.
 */
public final class HarmonicBasis {

  /** Days of a year. */
  public static final double YEAR = 365.25;

  private final boolean trend;
  private final int columns;
  private final double period;
  private final double origin;
  private final double[] rows;
  private final double[] products;

  /**
   * @param harmonics of the period, 0..10
   * @param trend whether there is a column for it
   */
  public HarmonicBasis(SeriesTimes times, int harmonics, boolean trend) {
    this(times, harmonics, trend, YEAR);
  }

  /**
   * @param harmonics of the period, 0..10
   * @param trend whether there is a column for it
   * @param period of the first harmonic in days, &gt; 0
   */
  public HarmonicBasis(SeriesTimes times, int harmonics, boolean trend, double period) {
    if (harmonics < 0 || harmonics > 10) {
      throw new InvalidParameterException("harmonics", "harmonics must be 0..10, was " + harmonics);
    }
    if (!(period > 0) || Double.isInfinite(period)) {
      throw new InvalidParameterException("period", "period must be > 0 days, was " + period);
    }
    double[] days = times.days();
    this.trend = trend;
    this.columns = 1 + (trend ? 1 : 0) + 2 * harmonics;
    this.period = period;
    this.origin = days.length == 0 ? 0 : (days[0] + days[days.length - 1]) / 2;
    this.rows = new double[days.length * columns];
    for (int i = 0; i < days.length; i++) {
      fill(days[i], rows, i * columns);
    }
    this.products = products(rows, columns);
  }

  private static double[] products(double[] rows, int columns) {
    double[] products = new double[rows.length * (columns + 1) / 2];
    for (int row = 0, at = 0; row < rows.length; row += columns) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k <= j; k++) {
          products[at++] = rows[row + j] * rows[row + k];
        }
      }
    }
    return products;
  }

  /** The regressors of any day, written to {@code row} from {@code offset} on. */
  public void fill(double day, double[] row, int offset) {
    int at = offset;
    row[at++] = 1;
    if (trend) {
      row[at++] = (day - origin) / YEAR;
    }
    // The angle within the first turn keeps its digits, however far from 1970.
    double turn = 2 * Math.PI * ((day / period) - Math.floor(day / period));
    for (int k = 1; at < offset + columns; k++) {
      row[at++] = Math.cos(k * turn);
      row[at++] = Math.sin(k * turn);
    }
  }

  /** Number of regressors. */
  public int columns() {
    return columns;
  }

  /** Number of dates. */
  public int count() {
    return rows.length / columns;
  }

  /** The day at which the trend's column is 0, since 1970-01-01. */
  public double origin() {
    return origin;
  }

  /** Where the cosine of a harmonic stands; its sine is the next column. */
  public int cosine(int harmonic) {
    return 2 * harmonic - (trend ? 0 : 1);
  }

  /** The regressors of all dates, row by row; not to be written to. */
  double[] rows() {
    return rows;
  }

  /**
   * Of all dates, the products of regressors j and k &lt;= j, by j and then k; not to be written
   * to.
   */
  double[] products() {
    return products;
  }

  /** The model's value at a date, from its first coefficients. */
  public double predict(int date, double[] coefficients, int count) {
    double sum = 0;
    for (int j = 0, at = date * columns; j < count; j++, at++) {
      sum += rows[at] * coefficients[j];
    }
    return sum;
  }
}
