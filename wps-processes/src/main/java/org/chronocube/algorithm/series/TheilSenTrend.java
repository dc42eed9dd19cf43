// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.Layer.Role;

/**
 * The monotonic trend of a series: Sen's slope (the median of the slopes of all pairs of dates;
 * Theil 1950, Sen 1968) and Mann-Kendall's test that there is none (Mann 1945, Kendall 1975).
 *
 * <p>S = Σ sign(yⱼ − yᵢ) over i &lt; j; var S = (n(n−1)(2n+5) − Σ t(t−1)(2t+5)) / 18 over ties of t
 * equal values; z = (S ∓ 1)/√var S, taken as normal, two-sided. The normal approximation is meant
 * for n ≥ 10 (Kendall 1975), the smallest n by default. Slopes are over the real dates, per year of
 * 365.25 days; the intercept, median(y) − slope·median(t) (Conover 1980), is the value at the first
 * date of the series.
 *
 * <p>With seasons (Hirsch, Slack and Smith 1982) only values of the same season are compared, and S
 * and its variance are summed over the seasons; several values of a season in one year count as
 * one, their median at their mean date.
 *
 * <p>The test assumes that values without a trend are independent, and it finds trends that are not
 * there when they are not; see {@link Autocorrelation}. Dates without a value are left out.
 *
 * @param seasons of a year, 1..52; 1 compares all with all. Seasons of 2, 3, 4, 6 and 12 are whole
 *     calendar months, others equal parts of the year
 * @param autocorrelation what is done about it; only without seasons
 * @param minValues fewest values for an answer, ≥ 4
 */
public record TheilSenTrend(int seasons, Autocorrelation autocorrelation, int minValues)
    implements SeriesMethod {

  /** Fewest values for which the normal approximation is meant. */
  public static final int DEFAULT_MIN_VALUES = 10;

  /** Most dates: all pairs of them are held. */
  public static final int MAX_DATES = 4000;

  /** What is done about values that depend on the ones before. */
  public enum Autocorrelation {
    /** Nothing: values are taken as independent. */
    NONE,
    /**
     * The variance of S is multiplied by 1 + 2/(n(n−1)(n−2)) · |Σ (n−i)(n−i−1)(n−i−2) ρᵢ| over the
     * lags i whose autocorrelation ρᵢ of the detrended values' ranks is significant at 0.05 (Hamed
     * and Rao 1998, equation 14; the absolute value, which keeps the variance from shrinking, as in
     * pyMannKendall). Lags count values, not days.
     */
    HAMED_RAO,
    /**
     * Sen's slope is taken out, then the autocorrelation of lag 1 (x'ᵢ = xᵢ − r₁·xᵢ₋₁), the slope
     * is added again, and that is tested (Yue, Pilon, Phinney and Cavadias 2002). Slope and
     * intercept are those of the original values. Keeps the power of the test, but not its
     * false-alarm rate: what the dependence looks like is added again (Collaud Coen et al. 2020).
     */
    TREND_FREE_PRE_WHITENING
  }

  public TheilSenTrend {
    if (seasons < 1 || seasons > 52) {
      throw new InvalidParameterException("seasons", "seasons must be 1..52, was " + seasons);
    }
    if (seasons > 1 && autocorrelation != Autocorrelation.NONE) {
      throw new InvalidParameterException(
          "autocorrelation", "autocorrelation must be NONE with seasons, was " + autocorrelation);
    }
    if (minValues < 4) {
      throw new InvalidParameterException("minValues", "minValues must be >= 4, was " + minValues);
    }
  }

  /** All values compared with all, taken as independent. */
  public TheilSenTrend() {
    this(1, Autocorrelation.NONE, DEFAULT_MIN_VALUES);
  }

  @Override
  public void check(int bands, SeriesTimes times) {
    OneBand.check(bands);
    if (times.count() > MAX_DATES) {
      throw new InvalidParameterException(
          "dates", "dates must be <= " + MAX_DATES + " for a trend, were " + times.count());
    }
    OneBand.checkDates(times, minValues);
  }

  @Override
  public List<Layer> layers(int bands, SeriesTimes times) {
    return List.of(
        new Layer("slope", "/a", "Sen's slope: change per year", Role.MAGNITUDE),
        Layer.value("intercept", "", "The trend's value at the first date"),
        new Layer("z", "", "Mann-Kendall's standardised statistic", Role.STATISTIC),
        Layer.value("p", "", "Probability of such a statistic without a trend, two-sided"),
        new Layer("confidence", "", "1 - p", Role.CONFIDENCE),
        Layer.value("tau", "", "Kendall's tau, -1 to 1"),
        Layer.value("count", "", "Number of values"));
  }

  @Override
  public SeriesWorker worker(int bands, SeriesTimes times) {
    return new TheilSenWorker(this, times);
  }
}
