// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;

/**
 * The sequential omnibus test: whether, when and which way the power of a series of radar images
 * changed (Conradsen, Nielsen and Skriver 2016, "Determining the points of change in time series of
 * polarimetric SAR data", IEEE TGRS 54:3007-3024; Nielsen, Conradsen, Skriver and Canty 2017,
 * Canadian Journal of Remote Sensing 43:582-592 for intensities without their correlation).
 *
 * <p>Of p polarisations at k dates with powers X<sub>i</sub> of n looks, |X| the product over the
 * polarisations and Σ the sum over the dates:
 *
 * <ul>
 *   <li>omnibus: ln Q = n{pk ln k + Σ ln|X<sub>i</sub>| − k ln|ΣX<sub>i</sub>|} for "all dates
 *       alike";
 *   <li>marginal: ln R<sub>j</sub> = n{p(j ln j − (j − 1) ln(j − 1)) + (j − 1) ln|S<sub>j−1</sub>|
 *       + ln|X<sub>j</sub>| − j ln|S<sub>j</sub>|}, S<sub>j</sub> the sum of the first j, for "date
 *       j is as the dates before it, which are alike"; Q is the product of all R<sub>j</sub>.
 * </ul>
 *
 * <p>The sequence: when Q over the dates from l on is significant at α, the first j with a
 * significant R<sub>j</sub> is a change between that date and the one before, and all begins again
 * with that date as the first; it ends when Q is not significant, when none of the R<sub>j</sub>
 * is, or at the last date. As Q guards the R<sub>j</sub>, the rate of pixels with any change where
 * there is none is at most α.
 *
 * <p>Assumed: fully developed speckle, the same number of looks in all images, polarisations
 * independent of each other given the surface, dates of the same viewing geometry. A date without
 * data, or without power, in one polarisation is left out for the pixel; the dates that remain are
 * tested, of which there must be two.
 */
public final class OmnibusTest implements SeriesMethod {

  /** Polarisations. */
  public static final int MAX_BANDS = 4;

  private static final String CODES = "1 more power in all polarisations, 2 less, 3 ambiguous";

  private final OmnibusParameters parameters;
  private final boolean intervals;
  private final OmnibusLaws[] laws;

  /**
   * @param intervals whether to tell, for each two consecutive dates, if and which way the power
   *     changed between them
   */
  public OmnibusTest(OmnibusParameters parameters, boolean intervals) {
    this.parameters = parameters;
    this.intervals = intervals;
    this.laws = new OmnibusLaws[MAX_BANDS + 1];
    for (int p = 1; p <= MAX_BANDS; p++) {
      laws[p] = new OmnibusLaws(parameters.looks(), p, parameters.alpha(), parameters.law());
    }
  }

  @Override
  public void check(int bands, SeriesTimes times) {
    if (bands < 1 || bands > MAX_BANDS) {
      throw new InvalidParameterException(
          "bands", "bands must be 1 to " + MAX_BANDS + " polarisations, were " + bands);
    }
    if (times.count() < 2) {
      throw new InvalidParameterException(
          "time", "time must select at least 2 dates, selected " + times.count());
    }
  }

  /**
   * {@code changes} (how many, 0 for none), {@code firstChange} and {@code lastChange} (the first
   * date after a change), {@code firstDirection} and {@code lastDirection} (codes of {@link
   * Direction}), {@code magnitude} (dB, see below), {@code pValue} of Q over all dates, {@code
   * confidence} 1 − p, and when asked for {@code interval1} … between the dates 1 and 2 …: 0 no
   * change, else the code of the direction. The direction compares the date with the mean of the
   * dates since the last change; the magnitude is the largest step between the means before and
   * after a change, averaged over the polarisations in dB, with its sign.
   */
  @Override
  public List<Layer> layers(int bands, SeriesTimes times) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Layer.value("changes", "1", "Number of changes; 0 where there is none."));
    layers.add(Layer.date("firstChange", "First date after the first change."));
    layers.add(Layer.date("lastChange", "First date after the last change."));
    layers.add(Layer.value("firstDirection", "1", "Direction of the first change: " + CODES + "."));
    layers.add(Layer.value("lastDirection", "1", "Direction of the last change: " + CODES + "."));
    layers.add(
        new Layer(
            "magnitude",
            "dB",
            "Largest step between the mean powers before and after a change, positive when power"
                + " grew.",
            Role.MAGNITUDE));
    layers.add(
        Layer.value("pValue", "1", "Probability of a test statistic as large without change."));
    layers.add(new Layer("confidence", "1", "One minus that probability.", Role.CONFIDENCE));
    for (int i = 1; intervals && i < times.count(); i++) {
      layers.add(
          Layer.value(
              "interval" + i,
              "1",
              "Change between dates " + i + " and " + (i + 1) + ": 0 none, " + CODES + "."));
    }
    return List.copyOf(layers);
  }

  @Override
  public SeriesWorker worker(int bands, SeriesTimes times) {
    check(bands, times);
    return new OmnibusWorker(parameters, laws[bands], bands, times, intervals);
  }
}
