// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.series.CusumTest;
import org.chronocube.algorithm.series.PageCusum;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:Cusum}: {@link CusumTest} or {@link PageCusum}. */
final class CusumDeclaration implements SeriesDeclaration {

  private static final Input<String> MONITORING_START =
      CommonInputs.MONITOR_START
          .optional()
          .described(
              "Start of monitoring",
              "ISO 8601 date or time, UTC. With it, Page's sums of later values against the history"
                  + " before it; without it, the permutation test of the whole series.");

  private static final Input<Integer> HARMONICS =
      HistoryInputs.HARMONICS
          .orElse(0)
          .described("Harmonics", "Harmonics of the year that are taken out first; 0 for none.");

  private static final Input<Integer> MIN_VALUES =
      HistoryInputs.MIN_VALUES.orElse(CusumTest.DEFAULT_MIN_VALUES);

  // Page's constants are for a σ that screening does not make smaller.
  private static final Input<Double> SCREEN = HistoryInputs.SCREEN.orElse(3.0);

  private static final Input<Integer> MAX_BREAKS =
      Input.integer("maxBreaks", "Most changes", "Most changes of a pixel (permutation test).")
          .orElse(1)
          .between(1.0, 10.0);

  private static final Input<Double> SIGNIFICANCE =
      Input.number(
              "significance",
              "Significance",
              "Largest probability of such a change where there is none (permutation test).")
          .orElse(0.05)
          .between(1e-5, 0.5);

  private static final Input<Integer> PERMUTATIONS =
      Input.integer(
              "permutations",
              "Permutations",
              "Random orders that the series is compared with (permutation test).")
          .orElse(CusumTest.DEFAULT_PERMUTATIONS)
          .between(99.0, 99_999.0);

  private static final Input<Double> SLACK =
      Input.number(
              "slack", "Slack", "Half the shift to be found, in standard deviations (Page's sums).")
          .orElse(0.5)
          .between(0.0, null);

  private static final Input<Double> DECISION =
      Input.number(
              "decision", "Decision", "Sum that is a signal, in standard deviations (Page's sums).")
          .orElse(5.0)
          .between(0.1, null);

  @Override
  public String name() {
    return "Cusum";
  }

  @Override
  public String title() {
    return "Cumulative sums";
  }

  @Override
  public String description() {
    return "Changes of the mean of every pixel of one band or expression by cumulative sums. Without"
        + " a start of monitoring: the range of the sums of deviations from the mean, tested by"
        + " random orders of the same values (Taylor 2000; for Sentinel-1 Ruiz-Ramos et al. 2020),"
        + " and its parts again for more changes. With one: Page's tabular sums (1954) against the"
        + " history before it.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands date (first after the largest change, days since 1970-01-01), magnitude (mean"
        + " after minus mean before), confidence (1 - p), statistic, breaks, for maxBreaks > 1 also"
        + " date_k, magnitude_k and confidence_k of each change, and count. With a start of"
        + " monitoring: date (where the sum left 0), magnitude, furthest (largest sum), signal"
        + " (date), sigma and count. Last, change (1 = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(
        HARMONICS,
        MIN_VALUES,
        MAX_BREAKS,
        SIGNIFICANCE,
        PERMUTATIONS,
        MONITORING_START,
        HistoryInputs.TREND,
        SCREEN,
        HistoryInputs.OUTLIER,
        SLACK,
        DECISION);
  }

  @Override
  public boolean tellsChange() {
    return true;
  }

  @Override
  public SeriesMethod method(Inputs inputs, List<String> bands, List<String> units) {
    int harmonics = inputs.get(HARMONICS);
    int minValues = inputs.get(MIN_VALUES);
    if (inputs.find(MONITORING_START).isPresent()) {
      return new PageCusum(
          HistoryInputs.of(inputs, harmonics, minValues), inputs.get(SLACK), inputs.get(DECISION));
    }
    return new CusumTest(
        harmonics,
        inputs.get(MAX_BREAKS),
        inputs.get(SIGNIFICANCE),
        inputs.get(PERMUTATIONS),
        minValues);
  }
}
