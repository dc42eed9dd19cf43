// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.sar.OmnibusParameters;
import org.chronocube.algorithm.sar.RatioParameters;
import org.chronocube.algorithm.sar.TestLaw;
import org.chronocube.kernel.speckle.PowerScale;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** Inputs that the processes on radar images share. */
final class RadarInputs {

  /** Of pairs, where looks can be estimated. */
  static final Input<Double> LOOKS_OR_ESTIMATE =
      Input.number(
              "looks",
              "Number of looks",
              "Equivalent number of looks of one pixel, pixels being independent. Without it, looks"
                  + " are estimated on the local means of both images, which counts the"
                  + " correlation of neighbours.")
          .optional()
          .between(0.01, 10_000.0);

  /** Of series. */
  static final Input<Double> LOOKS =
      Input.number(
              "looks",
              "Number of looks",
              "Equivalent number of looks of the images; 4.4 for Sentinel-1 IW GRDH.")
          .orElse(OmnibusParameters.SENTINEL_1_LOOKS)
          .between(0.01, 10_000.0);

  static final Input<Double> ALPHA =
      Input.number(
              "alpha",
              "Level of significance",
              "Probability of telling a change where there is none.")
          .orElse(OmnibusParameters.DEFAULT_ALPHA)
          .between(1e-6, 0.5);

  static final Input<String> LAW =
      Input.text(
              "law",
              "Law of the test",
              "Where critical values and p-values come from: exact, the test's own law; or"
                  + " chi-square, the papers' approximation, good from some four looks on.")
          .orElse(TestLaw.EXACT.id())
          .oneOf(List.of(TestLaw.EXACT.id(), TestLaw.CHI_SQUARE.id()));

  private RadarInputs() {}

  /** Side of a square of pixels whose mean power is compared. */
  static Input<Integer> window(int fallback) {
    return Input.integer(
            "window", "Window", "Side in pixels of the square whose mean power is compared, odd.")
        .orElse(fallback)
        .between(1.0, (double) RatioParameters.MAX_WINDOW);
  }

  static TestLaw law(Inputs inputs) {
    return TestLaw.parse("law", inputs.get(LAW));
  }

  /**
   * What the values of all bands are.
   *
   * @param units of the bands, "" for unknown
   */
  static PowerScale values(Inputs inputs, List<String> units) {
    PowerScale given = CommonInputs.values(inputs);
    if (given != null) {
      return given;
    }
    long decibels = units.stream().filter("dB"::equalsIgnoreCase).count();
    if (decibels > 0 && decibels < units.size()) {
      throw new InvalidParameterException(
          "bands", "bands must be all in dB or all in power, were in " + units);
    }
    return decibels > 0 ? PowerScale.DECIBEL : PowerScale.POWER;
  }
}
