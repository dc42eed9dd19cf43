// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.sar.Combination;
import org.chronocube.algorithm.sar.LogRatio;
import org.chronocube.algorithm.sar.MeanRatio;
import org.chronocube.algorithm.sar.RatioParameters;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:SarChange}: {@link LogRatio} and {@link MeanRatio}. */
final class SarChangeDeclaration implements PairDeclaration {

  private static final String LOG_RATIO = "log-ratio";
  private static final String MEAN_RATIO = "mean-ratio";

  private static final Input<String> METHOD =
      Input.text(
              "method",
              "Method",
              "log-ratio: 10 log10(after / before) in dB, with its sign; mean-ratio: one minus the"
                  + " smaller of the ratios, 0 to 1.")
          .orElse(LOG_RATIO)
          .oneOf(List.of(LOG_RATIO, MEAN_RATIO));

  private static final Input<Integer> WINDOW = RadarInputs.window(RatioParameters.DEFAULT_WINDOW);

  private static final Input<String> POLARISATIONS =
      Input.text(
              "polarisations",
              "Several polarisations",
              "How several bands become one number: their mean, or the one that changed most.")
          .orElse(Combination.MEAN.id())
          .oneOf(List.of(Combination.MEAN.id(), Combination.LARGEST.id()));

  @Override
  public String name() {
    return "SarChange";
  }

  @Override
  public String title() {
    return "Ratio of radar images";
  }

  @Override
  public String description() {
    return "Compares two times of calibrated radar images of the same viewing geometry by the ratio"
        + " of local mean powers, over which speckle is alike everywhere: the log-ratio (Rignot and"
        + " van Zyl 1993) or the mean ratio (Inglada and Mercier 2007). What is beyond a threshold"
        + " is change; unless given, thresholds are those of minimum error between generalised"
        + " Gaussians (Bazi, Bruzzone and Melgani 2005), one for less and one for more power."
        + " Small patches are dropped.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands logRatio (dB, positive where power grew), for the mean ratio meanRatio before it,"
        + " and change (1 = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(METHOD, WINDOW, POLARISATIONS, CommonInputs.VALUES);
  }

  @Override
  public String threshold() {
    return "generalised-gaussian";
  }

  @Override
  public PairMethod method(Inputs inputs, List<String> bands, List<String> units) {
    RatioParameters parameters =
        new RatioParameters(
            inputs.get(WINDOW),
            RadarInputs.values(inputs, units),
            Combination.parse("polarisations", inputs.get(POLARISATIONS)));
    return inputs.get(METHOD).equals(MEAN_RATIO)
        ? new MeanRatio(parameters)
        : new LogRatio(parameters);
  }
}
