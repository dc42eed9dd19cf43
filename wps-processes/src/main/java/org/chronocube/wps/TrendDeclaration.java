// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.TheilSenTrend;
import org.chronocube.algorithm.series.TheilSenTrend.Autocorrelation;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:Trend}: {@link TheilSenTrend}. */
final class TrendDeclaration implements SeriesDeclaration {

  private static final Input<Integer> SEASONS =
      Input.integer(
              "seasons",
              "Seasons",
              "Seasons of a year; only values of the same season are compared (12: months). 1"
                  + " compares all with all.")
          .orElse(1)
          .between(1.0, 52.0);

  private static final Input<String> AUTOCORRELATION =
      Input.text(
              "autocorrelation",
              "Autocorrelation",
              "What is done about values that depend on the ones before: none, hamed-rao (widens"
                  + " the variance) or pre-whitening (trend-free). Not with seasons.")
          .orElse("none")
          .oneOf(List.of("none", "hamed-rao", "pre-whitening"));

  private static final Input<Integer> MIN_VALUES =
      Input.integer("minValues", "Fewest values", "Pixels with fewer values have no trend.")
          .orElse(TheilSenTrend.DEFAULT_MIN_VALUES)
          .between(4.0, null);

  @Override
  public String name() {
    return "Trend";
  }

  @Override
  public String title() {
    return "Trend (Theil-Sen, Mann-Kendall)";
  }

  @Override
  public String description() {
    return "Monotonic trend of every pixel of one band or expression: Sen's slope per year over the"
        + " real dates (Theil 1950, Sen 1968) and Mann-Kendall's test that there is none (Mann"
        + " 1945, Kendall 1975), with ties and continuity correction, or its seasonal form (Hirsch,"
        + " Slack and Smith 1982). Pixels whose standardised statistic is beyond the threshold, 1.96"
        + " (p < 0.05) unless given, are change.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands slope (per year), intercept (at the first date), z, p, confidence (1 - p), tau,"
        + " count and change (1 = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(SEASONS, AUTOCORRELATION, MIN_VALUES);
  }

  @Override
  public boolean tellsChange() {
    return true;
  }

  @Override
  public String threshold() {
    return "1.96";
  }

  @Override
  public SeriesMethod method(Inputs inputs, List<String> bands, List<String> units) {
    Autocorrelation autocorrelation =
        switch (inputs.get(AUTOCORRELATION)) {
          case "hamed-rao" -> Autocorrelation.HAMED_RAO;
          case "pre-whitening" -> Autocorrelation.TREND_FREE_PRE_WHITENING;
          default -> Autocorrelation.NONE;
        };
    return new TheilSenTrend(inputs.get(SEASONS), autocorrelation, inputs.get(MIN_VALUES));
  }
}
