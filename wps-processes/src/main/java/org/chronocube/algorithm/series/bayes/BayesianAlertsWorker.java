// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bayes;

import java.util.Arrays;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;

/** From values to the layers of {@link BayesianAlerts#layers}. */
final class BayesianAlertsWorker implements SeriesWorker {

  private final AlertRule rule;
  private final BandEvidence evidence;
  private final double[] days;
  private final double[] values;

  /** By date: probability of non-forest, sum of the bands' ways, number of bands. */
  private final double[] nonForest;

  private final double[] way;
  private final int[] bands;

  /** Dates that count: those observed from the start on, and the last ones before it. */
  private final int[] date;

  /** Number of dates before the start. */
  private final int history;

  private int count;

  /** Of the suspicion at hand, indices into {@link #date}. */
  private int last;

  private double probability;
  private boolean confirmed;

  BayesianAlertsWorker(BayesianAlerts method, SeriesTimes times) {
    rule = method.rule();
    history = method.historyDates(times);
    evidence = new BandEvidence(method, times);
    days = times.days();
    values = new double[days.length];
    nonForest = new double[days.length];
    way = new double[days.length];
    bands = new int[days.length];
    date = new int[days.length];
  }

  @Override
  public void compute(float[][] observed, float[] result) {
    Arrays.fill(result, Float.NaN);
    if (!combine(observed)) {
      return;
    }
    result[3] = BayesianAlerts.NONE;
    int flagged = search();
    if (flagged < 0) {
      return;
    }
    result[2] = (float) probability;
    boolean enough = last - flagged + 1 >= rule.minObservations();
    if (confirmed || (enough && probability >= rule.low())) {
      report(flagged, result);
    }
  }

  private void report(int flagged, float[] result) {
    result[0] = (float) days[date[flagged]];
    result[1] = confirmed ? (float) days[date[last]] : Float.NaN;
    result[3] = confirmed ? BayesianAlerts.HIGH : BayesianAlerts.LOW;
    double sum = 0;
    int observations = 0;
    for (int i = flagged; i <= last; i++) {
      sum += way[date[i]];
      observations += bands[date[i]];
    }
    result[4] = (float) (sum / observations);
    result[5] = last - flagged + 1;
  }

  /** Probabilities of all dates from all bands; false if no band has a say. */
  private boolean combine(float[][] observed) {
    Arrays.fill(bands, 0);
    Arrays.fill(way, 0);
    boolean any = false;
    for (int b = 0; b < observed.length; b++) {
      read(observed[b]);
      if (evidence.learn(values, b)) {
        any = true;
        add();
      }
    }
    count = 0;
    for (int i = 0; i < days.length; i++) {
      if (bands[i] > 0) {
        date[count++] = i;
      }
    }
    return any && count > 0;
  }

  private void read(float[] band) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.isInfinite(band[i]) ? Double.NaN : band[i];
    }
  }

  /**
   * Adds the probabilities of a band, of its history only the last one: no other date before the
   * start is ever a prior.
   */
  private void add() {
    int first = history - 1;
    while (first > 0 && Double.isNaN(values[first])) {
      first--;
    }
    for (int i = Math.max(first, 0); i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        double p = evidence.nonForest(values[i]);
        nonForest[i] = bands[i] == 0 ? p : posterior(nonForest[i], p);
        way[i] += evidence.way(values[i]);
        bands[i]++;
      }
    }
  }

  /**
   * The first change that is confirmed, else the suspicion that is still open at the end, else -1.
   */
  private int search() {
    int i = 0;
    while (i < count && date[i] < history) {
      i++;
    }
    while (i < count) {
      if (nonForest[date[i]] < rule.flag()) {
        i++;
      } else if (follow(i)) {
        return i;
      } else {
        i = rule.reuse() ? i + 1 : last;
      }
    }
    return -1;
  }

  /**
   * Updates a suspicion from its flag on.
   *
   * @return false when it is rejected; {@link #last} is then the observation that did so, which is
   *     not the flag
   */
  private boolean follow(int flagged) {
    double before = flagged > 0 ? nonForest[date[flagged - 1]] : 0.5;
    probability = posterior(before, nonForest[date[flagged]]);
    last = flagged;
    confirmed = confirms(flagged);
    while (!confirmed && last + 1 < count) {
      last++;
      if (days[date[last]] - days[date[flagged]] > rule.windowDays()) {
        return false;
      }
      probability = posterior(probability, nonForest[date[last]]);
      if (probability < 0.5) {
        return false;
      }
      confirmed = confirms(flagged);
    }
    return true;
  }

  private boolean confirms(int flagged) {
    return probability >= rule.high()
        && nonForest[date[last]] >= 0.5
        && last - flagged + 1 >= rule.minObservations();
  }

  private static double posterior(double prior, double likelihood) {
    double change = prior * likelihood;
    return change / (change + (1 - prior) * (1 - likelihood));
  }
}
