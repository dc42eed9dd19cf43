// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.bfast.BfastMonitor;
import org.chronocube.algorithm.series.bfast.BfastParameters;
import org.chronocube.algorithm.series.bfast.MonitoringProcess;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:BfastMonitor}: {@link BfastMonitor}. */
final class BfastMonitorDeclaration implements SeriesDeclaration {

  private static final Input<Integer> HARMONICS =
      Input.integer("harmonics", "Harmonics", "Harmonics of the year in the model.")
          .orElse(3)
          .between(0.0, 10.0);

  private static final Input<Boolean> TREND =
      Input.flag(
              "trend",
              "Trend",
              "Whether the model has a linear trend, which is carried on into the time monitored.")
          .orElse(true);

  private static final Input<Boolean> STABLE_HISTORY =
      Input.flag(
              "stableHistory",
              "Stable history",
              "Whether only the stable end of the history is used, found by sums of recursive"
                  + " residuals in reverse order.")
          .orElse(true);

  private static final Input<String> PROCESS =
      Input.text(
              "process",
              "Monitored process",
              "mosum: sums over the last observations, quick to see a break whenever it comes."
                  + " cusum: sums over all observations, for small lasting shifts.")
          .orElse("mosum")
          .oneOf(
              Stream.of(MonitoringProcess.values())
                  .map(process -> process.name().toLowerCase(Locale.ROOT))
                  .toList());

  private static final Input<Double> BANDWIDTH =
      Input.number(
              "bandwidth",
              "Bandwidth",
              "Length of a moving sum as a share of the observations of the history.")
          .orElse(0.25)
          .oneOf(List.of(0.25, 0.5, 1.0));

  private static final Input<Double> ALPHA =
      Input.number(
              "alpha",
              "Level",
              "Probability that a break is seen in a series that has none; also the level of the"
                  + " test for a stable history.")
          .orElse(0.05)
          .between(0.001, 0.05);

  private static final Input<Integer> MONITORING_LENGTH =
      Input.integer(
              "monitoringLength",
              "Length of monitoring",
              "How many times as long as the history, history and monitoring together can become"
                  + " for the level to hold with moving sums.")
          .orElse(10)
          .oneOf(List.of(2, 4, 6, 8, 10));

  @Override
  public String name() {
    return "BfastMonitor";
  }

  @Override
  public String title() {
    return "BFAST Monitor";
  }

  @Override
  public String description() {
    return "Whether and when the newest part of a series leaves the season and trend of its history"
        + " (Verbesselt, Zeileis and Herold 2012): the model of the stable history is carried on,"
        + " and the sums of what differs from it are watched. One band or expression, such as"
        + " NDVI=(B08-B04)/(B08+B04), from a cube that masks clouds. As R's bfastmonitor.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands date (of the break), magnitude (median difference from the forecast), exceedance"
        + " (largest ratio of the sums to their boundary; above 1 is a break), historyCount,"
        + " historyStart, sigma and change.";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(
        CommonInputs.MONITOR_START,
        HARMONICS,
        TREND,
        STABLE_HISTORY,
        PROCESS,
        BANDWIDTH,
        ALPHA,
        MONITORING_LENGTH);
  }

  @Override
  public boolean tellsChange() {
    return true;
  }

  @Override
  public String threshold() {
    return "1";
  }

  @Override
  public SeriesMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new BfastMonitor(
        new BfastParameters(
            Double.NEGATIVE_INFINITY,
            CommonInputs.monitorStart(inputs),
            inputs.get(HARMONICS),
            inputs.get(TREND),
            inputs.get(STABLE_HISTORY),
            MonitoringProcess.valueOf(inputs.get(PROCESS).toUpperCase(Locale.ROOT)),
            inputs.get(BANDWIDTH),
            inputs.get(ALPHA),
            inputs.get(MONITORING_LENGTH)));
  }
}
