// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.Arrays;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.spectral.BandRoles;
import org.chronocube.algorithm.spectral.TasselledCap;
import org.chronocube.cube.CubeBand;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;

/** The input that compares brightness, greenness and wetness in place of bands. */
final class TasselledCapInput {

  static final Input<String> TASSELLED_CAP =
      Input.text(
              "tasselledCap",
              "Tasselled cap",
              "Compares brightness, greenness and wetness of this sensor in place of bands, which must"
                  + " not be given then. The six bands of the cube are found by their common names or"
                  + " wavelengths; they must be reflectances from 0 to 1. landsat-8 is for Landsat 9"
                  + " too, landsat-5 for Landsat 4.")
          .optional()
          .oneOf(Arrays.stream(TasselledCap.values()).map(TasselledCap::id).toList());

  private TasselledCapInput() {}

  /** What the cube's bands are, but those of classes and flags. */
  static BandRoles roles(CubeSource.Found found) {
    return new BandRoles(
        found.cube().bands().stream().map(CubeBand::band).filter(b -> !b.categorical()).toList());
  }

  /** Expressions of the three axes; null when the input is not given. */
  static List<String> bands(Inputs inputs, CubeSource.Found found) {
    String sensor = inputs.orNull(TASSELLED_CAP);
    if (sensor == null) {
      return null;
    }
    if (!inputs.all(CommonInputs.BANDS).isEmpty()) {
      throw new InvalidParameterException(
          "bands",
          "bands must not be given with tasselledCap, were " + inputs.all(CommonInputs.BANDS));
    }
    return TasselledCap.of(sensor, TASSELLED_CAP.name()).bands(roles(found), TASSELLED_CAP.name());
  }

  /** Refuses the input when coverages are handed in, of which nobody knows what their bands are. */
  static void checkUsed(Inputs inputs, List<String> bands) {
    if (inputs.orNull(TASSELLED_CAP) != null && !bands.equals(TasselledCap.AXES)) {
      throw new InvalidParameterException(
          TASSELLED_CAP.name(), "tasselledCap must not be given with coverages");
    }
  }
}
