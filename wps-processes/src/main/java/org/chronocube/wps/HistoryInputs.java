// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.time.Instant;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.series.History;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.analysis.TimeText;
import org.chronocube.time.TimeInterval;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** The inputs of processes that compare what is monitored with a history. */
final class HistoryInputs {

  static final Input<String> MONITORING_START =
      Input.text(
          "monitoringStart",
          "Start of monitoring",
          "ISO 8601 date or time, UTC: values before it are the history, later ones are compared"
              + " with it.");

  static final Input<Integer> HARMONICS =
      Input.integer("harmonics", "Harmonics", "Harmonics of the year in the history.")
          .orElse(2)
          .between(0.0, 5.0);

  static final Input<Boolean> TREND =
      Input.flag(
              "trend", "Trend", "Whether the history may have a linear trend, which then goes on.")
          .orElse(false);

  static final Input<Double> SCREEN =
      Input.number(
              "screen",
              "Screening of the history",
              "Values of the history further than this many standard deviations from its model are"
                  + " left out.")
          .orElse(1.5)
          .between(1.0, null);

  static final Input<Double> OUTLIER =
      Input.number(
              "outlier",
              "Outliers while monitoring",
              "Monitored values further than this many standard deviations from the model are left"
                  + " out.")
          .orElse(20.0)
          .between(2.0, null);

  static final Input<Integer> MIN_VALUES =
      Input.integer("minValues", "Fewest values", "Pixels with fewer values have no answer.")
          .orElse(History.DEFAULT_MIN_VALUES)
          .between(2.0, null);

  private HistoryInputs() {}

  static History of(Inputs inputs, int harmonics, int minValues) {
    return new History(
        start(inputs),
        harmonics,
        inputs.get(TREND),
        inputs.get(SCREEN),
        inputs.get(OUTLIER),
        minValues);
  }

  private static double start(Inputs inputs) {
    String text = inputs.get(MONITORING_START);
    List<TimeInterval> times = TimeText.parse(text, "monitoringStart");
    Instant start = times.get(0).start();
    if (times.size() != 1 || start.equals(TimeInterval.ALL.start())) {
      throw new InvalidParameterException(
          "monitoringStart", "monitoringStart must be one date or time, was " + text);
    }
    return SeriesTimes.day(start);
  }
}
