// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.Arrays;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.chronocube.kernel.speckle.PowerScale;

/**
 * {@link OmnibusTest} of pixel after pixel.
 *
 * <p>Where nothing changed, which is where most of the time goes, only Q is computed, and Σ ln|X|
 * is the logarithm of a product.
 */
final class OmnibusWorker implements SeriesWorker {

  static final int CHANGES = 0;
  static final int FIRST = 1;
  static final int LAST = 2;
  static final int FIRST_DIRECTION = 3;
  static final int LAST_DIRECTION = 4;
  static final int MAGNITUDE = 5;
  static final int P_VALUE = 6;
  static final int CONFIDENCE = 7;
  static final int INTERVALS = 8;

  private static final double LN_PER_DB = Math.log(10) / 10;

  // Products of powers are turned into logarithms before they leave a double's range.
  private static final double SMALL = 1e-150;
  private static final double LARGE = 1e150;

  private final double looks;
  private final PowerScale scale;
  private final int bands;
  private final double[] days;
  private final boolean intervals;
  private final OmnibusLaws laws;
  private final double[] criticalQ;
  private final double[] criticalR;
  // k·ln k
  private final double[] entropy;
  private final TailTable[] tails;

  // Of the dates with data, in their order.
  private final double[][] power;
  private final double[] logPower;
  private final int[] date;
  private int count;

  private final double[] sum;
  private final double[] rest;
  private final int[] starts;

  OmnibusWorker(
      OmnibusParameters parameters,
      OmnibusLaws laws,
      int bands,
      SeriesTimes times,
      boolean intervals) {
    this.looks = parameters.looks();
    this.scale = parameters.values();
    this.laws = laws;
    this.bands = bands;
    this.days = times.days();
    this.intervals = intervals;
    int n = days.length;
    criticalQ = laws.omnibusCritical(n);
    criticalR = laws.marginalCritical(n);
    entropy = new double[n + 1];
    for (int k = 2; k <= n; k++) {
      entropy[k] = k * Math.log(k);
    }
    tails = new TailTable[n + 1];
    power = new double[n][bands];
    logPower = new double[n];
    date = new int[n];
    sum = new double[bands];
    rest = new double[bands];
    starts = new int[n + 1];
  }

  @Override
  public void compute(float[][] values, float[] result) {
    Arrays.fill(result, Float.NaN);
    takeDates(values);
    if (count < 2) {
      return;
    }
    double logs = sums();
    double statistic = omnibus(count, logs, sum);
    double p = tail(count).pValue(statistic);
    result[P_VALUE] = (float) p;
    result[CONFIDENCE] = (float) (1 - p);
    result[CHANGES] = 0;
    if (intervals) {
      Arrays.fill(result, INTERVALS, INTERVALS + days.length - 1, 0);
    }
    if (statistic > criticalQ[count]) {
      search(result, logs);
    }
  }

  private TailTable tail(int k) {
    if (tails[k] == null) {
      tails[k] = laws.omnibusTail(k);
    }
    return tails[k];
  }

  /** Keeps the dates at which all bands have power. */
  private void takeDates(float[][] values) {
    count = 0;
    for (int d = 0; d < days.length; d++) {
      double[] x = power[count];
      boolean whole = true;
      for (int b = 0; b < bands; b++) {
        x[b] = power(values[b][d]);
        whole &= x[b] > 0 && x[b] < Double.POSITIVE_INFINITY;
      }
      if (whole) {
        date[count++] = d;
        if (count == power.length) {
          return;
        }
      }
    }
  }

  private double power(float value) {
    return switch (scale) {
      case POWER -> value;
      case AMPLITUDE -> (double) value * value;
      case DECIBEL -> Math.exp(LN_PER_DB * value);
    };
  }

  /** Fills {@link #sum}; returns Σ ln|X|. */
  private double sums() {
    Arrays.fill(sum, 0);
    double logs = 0;
    double product = 1;
    for (int i = 0; i < count; i++) {
      double[] x = power[i];
      for (int b = 0; b < bands; b++) {
        sum[b] += x[b];
        product *= x[b];
        if (product < SMALL || product > LARGE) {
          logs += Math.log(product);
          product = 1;
        }
      }
    }
    return logs + Math.log(product);
  }

  /** −2 ln Q of k dates, from the sum of their ln|X| and their sum. */
  private double omnibus(int k, double logs, double[] total) {
    return -2 * looks * (bands * entropy[k] + logs - k * logProduct(total));
  }

  private double logProduct(double[] x) {
    double product = x[0];
    for (int b = 1; b < bands; b++) {
      product *= x[b];
    }
    return product > SMALL && product < LARGE ? Math.log(product) : sumOfLogs(x);
  }

  private double sumOfLogs(double[] x) {
    double logs = 0;
    for (int b = 0; b < bands; b++) {
      logs += Math.log(x[b]);
    }
    return logs;
  }

  /** The sequence of tests, when Q over all dates is significant. */
  private void search(float[] result, double allLogs) {
    for (int i = 0; i < count; i++) {
      logPower[i] = logProduct(power[i]);
    }
    System.arraycopy(sum, 0, rest, 0, bands);
    double logs = allLogs;
    int changes = 0;
    int start = 0;
    starts[0] = 0;
    while (true) {
      int next = firstChange(start);
      if (next < 0) {
        break;
      }
      tell(result, next, changes++);
      starts[changes] = next;
      for (int i = start; i < next; i++) {
        logs -= logPower[i];
        for (int b = 0; b < bands; b++) {
          rest[b] -= power[i][b];
        }
      }
      start = next;
      int left = count - start;
      if (left < 2 || !(omnibus(left, logs, rest) > criticalQ[left])) {
        break;
      }
    }
    result[CHANGES] = changes;
    if (changes > 0) {
      result[MAGNITUDE] = (float) magnitude(changes);
    }
  }

  /** The date of the first significant R from a date on, or -1; leaves the sum before in sum. */
  private int firstChange(int start) {
    System.arraycopy(power[start], 0, sum, 0, bands);
    double before = logPower[start];
    for (int i = start + 1; i < count; i++) {
      int j = i - start + 1;
      for (int b = 0; b < bands; b++) {
        sum[b] += power[i][b];
      }
      double after = logProduct(sum);
      double marginal =
          bands * (entropy[j] - entropy[j - 1]) + (j - 1) * before + logPower[i] - j * after;
      if (-2 * looks * marginal > criticalR[j]) {
        return i;
      }
      before = after;
    }
    return -1;
  }

  /** Notes a change at a date, the mean before it being what {@link #sum} has without it. */
  private void tell(float[] result, int at, int earlier) {
    int code = direction(at, starts[earlier]).code();
    if (earlier == 0) {
      result[FIRST] = (float) days[date[at]];
      result[FIRST_DIRECTION] = code;
    }
    result[LAST] = (float) days[date[at]];
    result[LAST_DIRECTION] = code;
    if (intervals) {
      result[INTERVALS + date[at] - 1] = code;
    }
  }

  private Direction direction(int at, int start) {
    int up = 0;
    int down = 0;
    for (int b = 0; b < bands; b++) {
      double mean = (sum[b] - power[at][b]) / (at - start);
      up += power[at][b] > mean ? 1 : 0;
      down += power[at][b] < mean ? 1 : 0;
    }
    return Direction.of(up, down, bands);
  }

  /** The largest step between the means of consecutive segments, dB. */
  private double magnitude(int changes) {
    double largest = 0;
    double before = logMean(starts[0], starts[1]);
    for (int c = 1; c <= changes; c++) {
      double after = logMean(starts[c], c == changes ? count : starts[c + 1]);
      if (Math.abs(after - before) > Math.abs(largest)) {
        largest = after - before;
      }
      before = after;
    }
    return largest / LN_PER_DB / bands;
  }

  /** ln of the product of the bands' means over some dates. */
  private double logMean(int from, int to) {
    Arrays.fill(sum, 0);
    for (int i = from; i < to; i++) {
      for (int b = 0; b < bands; b++) {
        sum[b] += power[i][b] / (to - from);
      }
    }
    return logProduct(sum);
  }
}
