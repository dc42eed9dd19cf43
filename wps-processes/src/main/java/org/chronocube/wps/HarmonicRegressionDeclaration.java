// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import java.util.Locale;
import org.chronocube.algorithm.series.HarmonicRegression;
import org.chronocube.algorithm.series.HarmonicRegression.Robust;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:HarmonicRegression}: {@link HarmonicRegression}. */
final class HarmonicRegressionDeclaration implements SeriesDeclaration {

  private static final Input<Integer> HARMONICS =
      Input.integer("harmonics", "Harmonics", "Harmonics of the year.").orElse(1).between(0.0, 5.0);

  private static final Input<Boolean> TREND =
      Input.flag("trend", "Trend", "Whether there is a linear trend.").orElse(true);

  private static final Input<String> ROBUST =
      Input.text(
              "robust",
              "Robust",
              "How values far from the model count: none (all the same, ordinary least squares),"
                  + " huber or bisquare (less, the further they are).")
          .orElse("none")
          .oneOf(List.of("none", "huber", "bisquare"));

  private static final Input<Integer> MIN_VALUES =
      Input.integer(
              "minValues",
              "Fewest values",
              "Pixels with fewer values have no model; more than there are coefficients.")
          .orElse(HarmonicRegression.DEFAULT_MIN_VALUES)
          .between(2.0, null);

  @Override
  public String name() {
    return "HarmonicRegression";
  }

  @Override
  public String title() {
    return "Harmonic regression";
  }

  @Override
  public String description() {
    return "Level, linear trend and harmonics of the year (365.25 days) of every pixel of one band"
        + " or expression, by ordinary least squares or robustly (iteratively reweighted, Huber's or"
        + " Tukey's weights).";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands level (in the middle of the series), trend (per year), cos_k and sin_k"
        + " (coefficients), amplitude_k and phase_k (day of the year of the first maximum) of each"
        + " harmonic k, rmse, r2 and count.";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(HARMONICS, TREND, ROBUST, MIN_VALUES);
  }

  @Override
  public boolean tellsChange() {
    return false;
  }

  @Override
  public SeriesMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new HarmonicRegression(
        inputs.get(HARMONICS),
        inputs.get(TREND),
        Robust.valueOf(inputs.get(ROBUST).toUpperCase(Locale.ROOT)),
        inputs.get(MIN_VALUES));
  }
}
