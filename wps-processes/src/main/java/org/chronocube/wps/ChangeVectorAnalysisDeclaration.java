// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.List;
import org.chronocube.algorithm.pair.ChangeVectorAnalysis;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** {@code datacube:ChangeVectorAnalysis}: {@link ChangeVectorAnalysis}. */
final class ChangeVectorAnalysisDeclaration implements PairDeclaration {

  static final Input<Boolean> STANDARDISE =
      Input.flag(
              "standardise",
              "Standardise",
              "Whether each band of each time is brought to mean 0 and standard deviation 1 over the"
                  + " area first.")
          .orElse(true);

  private static final Input<Boolean> SPECTRAL_ANGLE =
      Input.flag(
              "spectralAngle",
              "Spectral angle",
              "Whether the coverage also has the angle between the spectra of both times, of the bands"
                  + " as they are; it does not see changes of brightness.")
          .orElse(false);

  @Override
  public String name() {
    return "ChangeVectorAnalysis";
  }

  @Override
  public String title() {
    return "Change vector analysis";
  }

  @Override
  public String description() {
    return "Compares two times of a cube (Malila 1980): the magnitude of change is the Euclidean"
        + " length of the difference of all bands, each standardised to mean 0 and standard"
        + " deviation 1 at each time unless switched off; its direction is, for two bands, the"
        + " angle in degrees (0 = the first band grows, 90 = the second), else the sector code (bit"
        + " i is set when band i grows). The bands may be those of the tasselled cap. Pixels whose magnitude is above a threshold, Otsu's unless"
        + " given, are change; small patches are dropped.";
  }

  @Override
  public String bandsOfCoverage() {
    return "Bands magnitude, direction, angle (degrees, when spectralAngle is asked for) and change (1"
        + " = change, 0 = none).";
  }

  @Override
  public List<Input<?>> inputs() {
    return List.of(STANDARDISE, TasselledCapInput.TASSELLED_CAP, SPECTRAL_ANGLE);
  }

  @Override
  public String threshold() {
    return "otsu";
  }

  @Override
  public List<String> bands(Inputs inputs, CubeSource.Found found) {
    return TasselledCapInput.bands(inputs, found);
  }

  @Override
  public PairMethod method(Inputs inputs, List<String> bands, List<String> units) {
    TasselledCapInput.checkUsed(inputs, bands);
    return new ChangeVectorAnalysis(inputs.get(STANDARDISE), inputs.get(SPECTRAL_ANGLE));
  }
}
