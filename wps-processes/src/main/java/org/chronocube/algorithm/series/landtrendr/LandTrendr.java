// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;

/**
 * LandTrendr: an annual series of one index as straight segments between vertices, and the change
 * that stands out among them.
 *
 * <p>Kennedy, R. E., Yang, Z., Cohen, W. B. (2010): Detecting trends in forest disturbance and
 * recovery using yearly Landsat time series: 1. LandTrendr – Temporal segmentation algorithms.
 * Remote Sensing of Environment 114, 2897–2910; as its authors' own program does it, with the
 * choices that Kennedy et al. (2018, Remote Sensing 10, 691) added to it. The steps:
 *
 * <ol>
 *   <li>spikes are dampened ({@code spikeThreshold});
 *   <li>vertices are added where regression lines fit worst, and culled by angle to {@code
 *       maxSegments} + 1;
 *   <li>segments are fitted from the first to the last, each anchored at the end of the one before;
 *   <li>vertices are taken out one by one, first those of recoveries faster than {@code
 *       recoveryThreshold};
 *   <li>of these models the one of most segments is taken whose p of F is at most (2 − {@code
 *       bestModelProportion}) times the least one; when it exceeds {@code pValue} the vertices'
 *       values are fitted all together instead, and when that is no better the series is flat.
 * </ol>
 *
 * <p>Assumes one value a year, of the same season, of an index whose noise has the same spread in
 * all years. Missing years (NaN) are skipped: a vertex lies at an observation, and durations count
 * calendar years. A series of fewer than {@code minObservations} values is NaN in all layers. The
 * unit of values is the index's; no threshold depends on it.
 *
 * <p>Different from the original: computes in double precision, with the p of F from its own tail
 * (single precision makes all p below 3·10⁻⁸ equal and then takes more segments); no vertices are
 * added at missing first and last years; rates are always per calendar year; of models without any
 * residual the simplest is taken; when no spike exceeds the threshold none is changed, as the paper
 * says.
 *
 * @param loss whether a loss is a fall of the index (NDVI, NBR) or a rise
 * @param change which change to report
 * @param maxSegments most segments, 1..12
 * @param spikeThreshold share of a spike above which it is dampened, 0.1..1; 1 turns it off
 * @param vertexCountOvershoot how many vertices more than needed are looked for, 0..6
 * @param preventOneYearRecovery whether recoveries within one year are disallowed
 * @param recoveryThreshold fastest recovery, as share of the fitted range per year, 0.05..1; 1
 *     allows all
 * @param pValue largest p of F of a model, in (0, 1]
 * @param bestModelProportion how readily more segments are taken, 0..1; 1 takes the least p
 * @param minObservations fewest values of a series, ≥ 4
 * @param vertices whether to give date and fitted value of each vertex
 */
public record LandTrendr(
    LossDirection loss,
    ReportedChange change,
    int maxSegments,
    double spikeThreshold,
    int vertexCountOvershoot,
    boolean preventOneYearRecovery,
    double recoveryThreshold,
    double pValue,
    double bestModelProportion,
    int minObservations,
    boolean vertices)
    implements SeriesMethod {

  /** Which way a loss goes. */
  public enum LossDirection {
    /** The index falls, as NDVI and NBR do where forest is lost. */
    DECREASE,
    /** The index rises, as short-wave infrared does. */
    INCREASE
  }

  /** Which of the segments that change is reported. */
  public enum ReportedChange {
    GREATEST_LOSS,
    NEWEST_LOSS,
    OLDEST_LOSS,
    FASTEST_LOSS,
    GREATEST_GAIN,
    NEWEST_GAIN,
    OLDEST_GAIN,
    FASTEST_GAIN;

    boolean gain() {
      return compareTo(GREATEST_GAIN) >= 0;
    }
  }

  /** The authors' settings for NBR; the greatest loss, no vertices. */
  public static final LandTrendr DEFAULT =
      new LandTrendr(
          LossDirection.DECREASE,
          ReportedChange.GREATEST_LOSS,
          6,
          0.9,
          3,
          false,
          0.25,
          0.05,
          0.75,
          6,
          false);

  public LandTrendr {
    range("maxSegments", maxSegments, 1, 12);
    range("spikeThreshold", spikeThreshold, 0.1, 1);
    range("vertexCountOvershoot", vertexCountOvershoot, 0, 6);
    range("recoveryThreshold", recoveryThreshold, 0.05, 1);
    if (!(pValue > 0 && pValue <= 1)) {
      throw new InvalidParameterException("pValue", "pValue must be > 0 and <= 1, was " + pValue);
    }
    range("bestModelProportion", bestModelProportion, 0, 1);
    range("minObservations", minObservations, 4, 1000);
  }

  private static void range(String name, double value, double min, double max) {
    if (!(value >= min && value <= max)) {
      throw new InvalidParameterException(
          name, name + " must be " + text(min) + ".." + text(max) + ", was " + text(value));
    }
  }

  private static String text(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  @Override
  public void check(int bands, SeriesTimes times) {
    if (bands != 1) {
      throw new InvalidParameterException(
          "bands", "bands must be one index for LandTrendr, were " + bands);
    }
    if (times.count() < minObservations) {
      throw new InvalidParameterException(
          "minObservations",
          "minObservations must be at most the number of years, "
              + times.count()
              + ", was "
              + minObservations);
    }
    years(times);
  }

  /**
   * Years since the first, whole: composites of the same season of two years are one year apart
   * whether or not there was a leap day between.
   */
  static double[] years(SeriesTimes times) {
    double[] days = times.days();
    double[] years = new double[days.length];
    double first = days.length == 0 ? 0 : SeriesTimes.decimalYear(days[0]);
    for (int i = 0; i < years.length; i++) {
      years[i] = Math.rint(SeriesTimes.decimalYear(days[i]) - first);
      if (i > 0 && years[i] <= years[i - 1]) {
        throw new InvalidParameterException(
            "period",
            "period must give one date a year for LandTrendr, was "
                + SeriesTimes.instant(days[i - 1])
                + " and "
                + SeriesTimes.instant(days[i]));
      }
    }
    return years;
  }

  @Override
  public List<Layer> layers(int bands, SeriesTimes times) {
    List<Layer> layers = new ArrayList<>();
    String what = change.gain() ? "gain" : "loss";
    layers.add(Layer.date("date", "First year in which the " + what + " is seen"));
    layers.add(
        new Layer("magnitude", "", "How much the fitted index changed, > 0", Role.MAGNITUDE));
    layers.add(Layer.value("duration", "a", "Years from the start of the " + what + " to its end"));
    layers.add(Layer.value("rate", "1/a", "Magnitude by duration"));
    layers.add(Layer.value("pre_value", "", "Fitted index before the " + what));
    layers.add(Layer.date("start", "Year of the vertex at which the " + what + " starts"));
    layers.add(new Layer("confidence", "", "1 less the p of F of the segments", Role.CONFIDENCE));
    layers.add(Layer.value("segments", "", "Number of segments of the whole series"));
    layers.add(Layer.value("rmse", "", "Root mean square of observed less fitted values"));
    if (vertices) {
      for (int v = 1; v <= maxSegments + 1; v++) {
        layers.add(Layer.value("vertex_" + v + "_date", Layer.DAYS, "Year of vertex " + v));
        layers.add(Layer.value("vertex_" + v + "_value", "", "Fitted index at vertex " + v));
      }
    }
    return List.copyOf(layers);
  }

  @Override
  public SeriesWorker worker(int bands, SeriesTimes times) {
    return new LandTrendrWorker(this, times);
  }
}
