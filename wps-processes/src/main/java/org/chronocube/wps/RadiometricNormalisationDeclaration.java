// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.algorithm.pair.mad.RadiometricNormalisation;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:RadiometricNormalisation}: {@link RadiometricNormalisation}. */
final class RadiometricNormalisationDeclaration implements PairDeclaration {

  private static final Input<Double> NO_CHANGE =
      Input.number(
              "noChange",
              "Probability of no change",
              "Smallest probability of no change (IR-MAD) of a pixel that is learned from.")
          .orElse(RadiometricNormalisation.NO_CHANGE)
          .between(0.0, 0.9999);

  @Override
  public String name() {
    return "RadiometricNormalisation";
  }

  @Override
  public String title() {
    return "Relative radiometric normalisation";
  }

  @Override
  public String description() {
    return "Brings the later time of a cube onto the radiometry of the earlier one, by a line for"
        + " each band, found by orthogonal regression on pixels that IR-MAD holds for unchanged"
        + " (Canty and Nielsen 2008). The report has slope, intercept, correlation, numbers of"
        + " pixels, and tests of means and variances on pixels held out.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands distance and noChange (IR-MAD and its probability of no change), after_BAND (the"
        + " later time, normalised, in the unit of the band) and change (1 = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(NO_CHANGE, ReweightingInputs.ITERATIONS, ReweightingInputs.TOLERANCE);
  }

  @Override
  public String threshold() {
    return "otsu";
  }

  @Override
  public PairMethod method(Inputs inputs, List<String> bands, List<String> units) {
    List<Layer> normalised = new ArrayList<>();
    for (int b = 0; b < bands.size(); b++) {
      // Expressions without a name of their own are numbered.
      String name = bands.get(b).matches("[A-Za-z0-9_.-]+") ? bands.get(b) : String.valueOf(b + 1);
      normalised.add(
          Layer.value(
              "after_" + name, units.get(b), "Band " + bands.get(b) + " after, normalised."));
    }
    return new RadiometricNormalisation(
        inputs.get(NO_CHANGE),
        inputs.get(ReweightingInputs.ITERATIONS),
        inputs.get(ReweightingInputs.TOLERANCE),
        normalised);
  }
}
