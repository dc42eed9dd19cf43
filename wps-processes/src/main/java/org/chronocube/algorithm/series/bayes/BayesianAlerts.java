// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bayes;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;

/**
 * Alerts of forest loss in dense series of one or several bands and sensors, by iterative Bayesian
 * updating.
 *
 * <p>Reiche, J., de Bruin, S., Hoekman, D., Verbesselt, J., Herold, M. (2015): A Bayesian approach
 * to combine Landsat and ALOS PALSAR time series for near real-time deforestation detection. Remote
 * Sensing 7, 4973–4996; Reiche et al. (2021): Forest disturbance alerts for the Congo Basin using
 * Sentinel-1. Environmental Research Letters 16, 024005. The steps:
 *
 * <ol>
 *   <li>each value of each band becomes a probability of non-forest, f_NF / (f_F + f_NF), from the
 *       densities of the two {@link ForestClasses}, kept within the rule's weights;
 *   <li>bands of the same date are independent sources: p ⊗ q = pq / (pq + (1 − p)(1 − q));
 *   <li>from the start of monitoring on, an observation of p ≥ {@code flag} is flagged; the
 *       probability of change is that of the observation before ⊗ p, and is updated by ⊗ with every
 *       further observation;
 *   <li>the flag is rejected when that falls below 0.5 after the first observation, or when the
 *       window has passed; and confirmed when it reaches {@code high} at an observation of p ≥ 0.5.
 *       After a rejection the next flagged observation is tried.
 * </ol>
 *
 * <p>With a season, each band's values are replaced by the median of the history plus the residuals
 * of a harmonic model that is fitted to the history. The spread of {@link ForestClasses.OfHistory}
 * is that of the residuals; without a season that around the mean.
 *
 * <p>Assumes that a pixel is forest throughout its history, that values are normally distributed
 * (backscatter in dB, not in power) and observations independent given the class. Values that are
 * NaN or infinite are missing. A band whose history is too short or constant has no say at that
 * pixel; where no band has any, all layers are NaN.
 *
 * @param classes one for each band, or one for all
 * @param monitorStart start of monitoring, days since 1970-01-01T00:00:00Z; what is earlier is
 *     history
 * @param harmonics of the year to subtract, 0..3
 * @param trend whether to subtract a linear trend of the history as well, extrapolated
 * @param minHistory fewest values of a band's history where it is needed, ≥ 3
 * @param rule when evidence becomes an alert
 */
public record BayesianAlerts(
    List<ForestClasses> classes,
    double monitorStart,
    int harmonics,
    boolean trend,
    int minHistory,
    AlertRule rule)
    implements SeriesMethod {

  /** Class of pixels without alert, layer {@code class}. */
  public static final int NONE = 0;

  /** Class of a flag of probability ≥ low that is neither confirmed nor rejected yet. */
  public static final int LOW = 1;

  /** Class of a confirmed change. */
  public static final int HIGH = 2;

  public BayesianAlerts {
    classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new InvalidParameterException(
          "classes", "classes must be those of each band, or of all, were none");
    }
    if (harmonics < 0 || harmonics > 3) {
      throw new InvalidParameterException("harmonics", "harmonics must be 0..3, was " + harmonics);
    }
    if (minHistory < 3) {
      throw new InvalidParameterException(
          "minHistory", "minHistory must be >= 3, was " + minHistory);
    }
  }

  /** Whether the history is needed, of a band. */
  boolean history(int band) {
    return seasonal() || of(band) instanceof ForestClasses.OfHistory;
  }

  boolean seasonal() {
    return harmonics > 0 || trend;
  }

  ForestClasses of(int band) {
    return classes.get(classes.size() == 1 ? 0 : band);
  }

  /** How many dates lie before the start. */
  int historyDates(SeriesTimes times) {
    double[] days = times.days();
    int before = 0;
    while (before < days.length && days[before] < monitorStart) {
      before++;
    }
    return before;
  }

  @Override
  public void check(int bands, SeriesTimes times) {
    if (classes.size() != 1 && classes.size() != bands) {
      throw new InvalidParameterException(
          "classes",
          "classes must be one, or one for each of " + bands + " bands, were " + classes.size());
    }
    int before = historyDates(times);
    if (before == times.count()) {
      throw new InvalidParameterException(
          "start",
          "monitorStart must not be after the last date, was " + SeriesTimes.instant(monitorStart));
    }
    for (int b = 0; b < bands; b++) {
      if (history(b) && before < minHistory) {
        throw new InvalidParameterException(
            "monitorStart",
            "monitorStart must leave at least "
                + minHistory
                + " dates of history before it, left "
                + before);
      }
    }
  }

  @Override
  public List<Layer> layers(int bands, SeriesTimes times) {
    return List.of(
        Layer.date("date", "Date of the flag of an alert"),
        Layer.value(
            "confirmed", Layer.DAYS, "Date at which the confidence of the alert became high"),
        new Layer(
            "probability",
            "",
            "Probability of change, at confirmation or now; where something is flagged",
            Role.CONFIDENCE),
        Layer.value("class", "", "0 no alert, 1 alert of low confidence, 2 of high confidence"),
        new Layer(
            "magnitude",
            "",
            "Mean way from forest (0) to non-forest (1) of the alert's observations",
            Role.MAGNITUDE),
        Layer.value("observations", "", "Dates observed from the flag to the confirmation or now"));
  }

  @Override
  public SeriesWorker worker(int bands, SeriesTimes times) {
    return new BayesianAlertsWorker(this, times);
  }
}
