// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.mad.MultivariateAlterationDetection;
import org.chronocube.algorithm.pair.mad.MultivariateAlterationDetection.Weighting;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:MultivariateAlterationDetection}: {@link MultivariateAlterationDetection}. */
final class MultivariateAlterationDetectionDeclaration implements PairDeclaration {

  private static final String CHI_SQUARE = "chi-square";
  private static final String CORRELATION = "correlation";

  private static final Input<String> WEIGHTING =
      Input.text(
              "weighting",
              "Weight of each variate",
              "What each variate counts in the distance: its canonical correlation (the likelihood"
                  + " ratio of another surface to the same one), or all the same (the root of"
                  + " chi-square).")
          .orElse(CORRELATION)
          .oneOf(List.of(CORRELATION, CHI_SQUARE));

  @Override
  public String name() {
    return "MultivariateAlterationDetection";
  }

  @Override
  public String title() {
    return "Multivariate alteration detection";
  }

  @Override
  public String description() {
    return "Compares two times of a cube by canonical correlations (MAD, Nielsen, Conradsen and"
        + " Simpson 1998), with pixels weighed again and again by their probability of no change"
        + " (IR-MAD, Nielsen 2007) unless iterations is 0. Linear differences of the whole image,"
        + " such as gain, offset and haze, do not matter. Pixels whose distance is above a"
        + " threshold, Otsu's unless given, are change; small patches are dropped.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands distance (over all variates, in standard deviations), chiSquare, confidence (one"
        + " minus the probability of no change), mad1 ... (variates, of ascending canonical"
        + " correlation) and change (1 = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(ReweightingInputs.ITERATIONS, ReweightingInputs.TOLERANCE, WEIGHTING);
  }

  @Override
  public String threshold() {
    return "otsu";
  }

  @Override
  public PairMethod method(Inputs inputs, List<String> bands, List<String> units) {
    return new MultivariateAlterationDetection(
        inputs.get(ReweightingInputs.ITERATIONS),
        inputs.get(ReweightingInputs.TOLERANCE),
        inputs.get(WEIGHTING).equals(CHI_SQUARE) ? Weighting.CHI_SQUARE : Weighting.CORRELATION);
  }
}
