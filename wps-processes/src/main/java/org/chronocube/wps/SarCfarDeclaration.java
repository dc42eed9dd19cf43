// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.sar.CfarParameters;
import org.chronocube.algorithm.sar.CfarRatio;
import org.chronocube.algorithm.sar.RatioParameters;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:SarCfar}: {@link CfarRatio}. */
final class SarCfarDeclaration implements PairDeclaration {

  private static final Input<Integer> WINDOW = RadarInputs.window(3);

  private static final Input<Integer> GUARD =
      Input.integer(
              "guard",
              "Guard",
              "Side in pixels of the square around a cell that does not count as background, odd, at"
                  + " least the window.")
          .orElse(9)
          .between(1.0, (double) RatioParameters.MAX_WINDOW);

  private static final Input<Integer> BACKGROUND =
      Input.integer(
              "background",
              "Background",
              "Side in pixels of the square of the background, odd, more than the guard; 0 to compare"
                  + " with a ratio of 1.")
          .orElse(25)
          .between(0.0, (double) RatioParameters.MAX_WINDOW);

  private static final Input<Double> FALSE_ALARMS =
      Input.number(
              "falseAlarms",
              "False alarm rate",
              "Wanted share of pixels that are told as changed where nothing changed.")
          .orElse(1e-3)
          .between(1e-12, 0.5);

  @Override
  public String name() {
    return "SarCfar";
  }

  @Override
  public String title() {
    return "Change of radar images at a constant false alarm rate";
  }

  @Override
  public String description() {
    return "Compares two times of calibrated radar images of the same viewing geometry: the ratio of"
        + " the mean powers of a cell, against that of its background, is change when speckle"
        + " alone would make it as large at the wanted rate of false alarms only (cell averaging"
        + " CFAR, ratios of Gamma distributed means). What changes everywhere, as moisture or"
        + " calibration do, does not count. Small patches are dropped.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands cfar (logarithm of the ratio over its threshold, below -1 or above 1 for change),"
        + " logRatio (dB, by the background's) and change (1 = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(
        WINDOW,
        GUARD,
        BACKGROUND,
        FALSE_ALARMS,
        RadarInputs.LOOKS_OR_ESTIMATE,
        CommonInputs.VALUES);
  }

  /** That of {@link CfarRatio#THRESHOLD}. */
  @Override
  public String threshold() {
    return "1";
  }

  @Override
  public PairMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new CfarRatio(
        new CfarParameters(
            inputs.get(WINDOW),
            inputs.get(GUARD),
            inputs.get(BACKGROUND),
            inputs.get(FALSE_ALARMS),
            inputs.orNull(RadarInputs.LOOKS_OR_ESTIMATE),
            RadarInputs.values(inputs, units)));
  }
}
