// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.series.EwmaChart;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:Ewma}: {@link EwmaChart}. */
final class EwmaDeclaration implements SeriesDeclaration {

  private static final Input<Double> LAMBDA =
      Input.number("lambda", "Lambda", "Weight of the newest value in the average.")
          .orElse(0.3)
          .between(0.01, 1.0);

  private static final Input<Double> LIMIT =
      Input.number("limit", "Control limit", "Limit of the average, in standard deviations of it.")
          .orElse(3.0)
          .between(0.1, null);

  private static final Input<Integer> PERSISTENCE =
      Input.integer(
              "persistence",
              "Persistence",
              "A change is so many monitored values in a row outside the limits on one side.")
          .orElse(7)
          .between(1.0, null);

  @Override
  public String name() {
    return "Ewma";
  }

  @Override
  public String title() {
    return "EWMA control chart";
  }

  @Override
  public String description() {
    return "Compares every pixel of one band or expression with its own history by a control chart"
        + " (Roberts 1959; EWMACD, Brooks et al. 2014): level and season are fitted to the values"
        + " before monitoring starts, screened of outliers; where the exponentially weighted moving"
        + " average of the residuals stays outside its limits, there is change.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands date (first of the first lasting signal, days since 1970-01-01), magnitude (mean"
        + " residual over it), furthest and level (furthest and last average, in units of the"
        + " limit), duration (values in that signal), sigma (of the history), count and change (1 ="
        + " change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(
        CommonInputs.MONITOR_START,
        HistoryInputs.HARMONICS,
        HistoryInputs.TREND,
        HistoryInputs.SCREEN,
        HistoryInputs.OUTLIER,
        HistoryInputs.MIN_VALUES,
        LAMBDA,
        LIMIT,
        PERSISTENCE);
  }

  @Override
  public boolean tellsChange() {
    return true;
  }

  @Override
  public SeriesMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new EwmaChart(
        HistoryInputs.of(
            inputs, inputs.get(HistoryInputs.HARMONICS), inputs.get(HistoryInputs.MIN_VALUES)),
        inputs.get(LAMBDA),
        inputs.get(LIMIT),
        inputs.get(PERSISTENCE));
  }
}
