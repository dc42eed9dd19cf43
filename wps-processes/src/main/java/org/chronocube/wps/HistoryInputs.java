// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import org.chronocube.algorithm.series.History;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** The inputs of processes that compare what is monitored with a history. */
final class HistoryInputs {

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
        CommonInputs.monitorStart(inputs),
        harmonics,
        inputs.get(TREND),
        inputs.get(SCREEN),
        inputs.get(OUTLIER),
        minValues);
  }
}
