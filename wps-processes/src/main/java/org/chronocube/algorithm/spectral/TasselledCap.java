// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.spectral;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;

/**
 * The tasselled cap: six reflectances (0 to 1) turned to brightness, greenness and wetness, three
 * axes at right angles (Kauth and Thomas 1976). Coefficients are those published for each sensor,
 * for blue, green, red, near and the two short-wave infrared bands.
 */
public enum TasselledCap {

  /**
   * Sentinel-2 MSI, top-of-atmosphere reflectance: Shi and Xu 2019, "Derivation of tasseled cap
   * transformation coefficients for Sentinel-2 MSI at-sensor reflectance data", IEEE Journal of
   * Selected Topics in Applied Earth Observations and Remote Sensing 12:4038-4048.
   */
  SENTINEL_2(
      new double[][] {
        {0.3510, 0.3813, 0.3437, 0.7196, 0.2396, 0.1949},
        {-0.3599, -0.3533, -0.4734, 0.6633, 0.0087, -0.2856},
        {0.2578, 0.2305, 0.0883, 0.1071, -0.7611, -0.5308}
      }),

  /**
   * Landsat 8 and 9 OLI, top-of-atmosphere reflectance: Baig et al. 2014, "Derivation of a
   * tasselled cap transformation based on Landsat 8 at-satellite reflectance", Remote Sensing
   * Letters 5:423-431.
   */
  LANDSAT_8(
      new double[][] {
        {0.3029, 0.2786, 0.4733, 0.5599, 0.5080, 0.1872},
        {-0.2941, -0.2430, -0.5424, 0.7276, 0.0713, -0.1608},
        {0.1511, 0.1973, 0.3283, 0.3407, -0.7117, -0.4559}
      }),

  /**
   * Landsat 7 ETM+, top-of-atmosphere reflectance: Huang et al. 2002, "Derivation of a tasselled
   * cap transformation based on Landsat 7 at-satellite reflectance", International Journal of
   * Remote Sensing 23:1741-1748.
   */
  LANDSAT_7(
      new double[][] {
        {0.3561, 0.3972, 0.3904, 0.6966, 0.2286, 0.1596},
        {-0.3344, -0.3544, -0.4556, 0.6966, -0.0242, -0.2630},
        {0.2626, 0.2141, 0.0926, 0.0656, -0.7629, -0.5388}
      }),

  /**
   * Landsat 4 and 5 TM, reflectance factors (surface): Crist 1985, "A TM tasseled cap equivalent
   * transformation for reflectance factor data", Remote Sensing of Environment 17:301-306.
   */
  LANDSAT_5(
      new double[][] {
        {0.2043, 0.4158, 0.5524, 0.5741, 0.3124, 0.2303},
        {-0.1603, -0.2819, -0.4934, 0.7940, -0.0002, -0.1446},
        {0.0315, 0.2021, 0.3102, 0.1594, -0.6806, -0.6109}
      });

  /** Names of the axes. */
  public static final List<String> AXES = List.of("brightness", "greenness", "wetness");

  private final double[][] coefficients;

  TasselledCap(double[][] coefficients) {
    this.coefficients = coefficients;
  }

  /** The sensor's name in requests, e.g. {@code sentinel-2}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @param id as {@link #id}, in any case
   * @param parameter the request's parameter, for the error
   * @throws InvalidParameterException when there is none of that name
   */
  public static TasselledCap of(String id, String parameter) {
    return Arrays.stream(values())
        .filter(v -> v.id().equalsIgnoreCase(id.strip()))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    parameter,
                    parameter
                        + " must be one of "
                        + Arrays.stream(values())
                            .map(TasselledCap::id)
                            .collect(Collectors.joining(", "))
                        + ", was "
                        + id));
  }

  /** One coefficient for each of {@link BandRole}, in that order. */
  double[] coefficients(int axis) {
    return coefficients[axis].clone();
  }

  /** The axes as arithmetic over {@link BandRole#token}s. */
  public List<String> formulas() {
    List<String> formulas = new ArrayList<>();
    for (double[] row : coefficients) {
      StringBuilder text = new StringBuilder();
      for (BandRole role : BandRole.values()) {
        double c = row[role.ordinal()];
        text.append(text.isEmpty() ? (c < 0 ? "-" : "") : c < 0 ? " - " : " + ");
        text.append(Math.abs(c)).append(" * ").append(role.token());
      }
      formulas.add(text.toString());
    }
    return formulas;
  }

  /**
   * The axes as bands to ask for, {@code brightness = 0.351 * B02 + …}.
   *
   * @param parameter the request's parameter that asked for it, for the error
   * @throws InvalidParameterException when one of the six bands is not there
   */
  public List<String> bands(BandRoles roles, String parameter) {
    List<String> bands = new ArrayList<>();
    for (String formula : formulas()) {
      bands.add(AXES.get(bands.size()) + " = " + roles.resolve(formula, parameter));
    }
    return bands;
  }
}
