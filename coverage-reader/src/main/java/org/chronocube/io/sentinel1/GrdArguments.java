// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.sentinel1;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a view of a measurement shows, as the fragment of a granule's URI says it: {@code
 * sigma0,noise=removed,ipf=3.31}.
 *
 * @param calibration of backscatter, or null for the incidence angle
 * @param noise what is done about thermal noise
 * @param ipf version of the processor
 * @param copol name, without extension, of the co-polarised measurement that tells where the border
 *     is; empty when the product has no border noise
 * @param reach pixels from the edges in which border noise is looked for
 */
public record GrdArguments(
    Calibration calibration, Noise noise, double ipf, Optional<String> copol, int reach) {

  /** What stands for backscatter when the incidence angle is meant. */
  public static final String INCIDENCE = "incidence";

  /** What is done about thermal noise. */
  public enum Noise {
    /** Subtracted; where less than nothing is left, 0 is (MPC-0392, equation 1). */
    REMOVED,
    /** Subtracted, negative values kept: averages over dark areas stay unbiased. */
    SIGNED,
    /** Left as it is. */
    KEPT;

    /** How options write it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when it is none
     */
    public static Noise parse(String id) {
      for (Noise noise : values()) {
        if (noise.id().equals(id)) {
          return noise;
        }
      }
      throw new IllegalArgumentException("noise must be one of removed, signed, kept, was " + id);
    }
  }

  /** The incidence angle on the ellipsoid. */
  public static GrdArguments incidence() {
    return new GrdArguments(null, Noise.KEPT, 0, Optional.empty(), 0);
  }

  boolean isIncidence() {
    return calibration == null;
  }

  /** The arguments as text. */
  public String text() {
    if (isIncidence()) {
      return INCIDENCE;
    }
    List<String> parts = new ArrayList<>();
    parts.add(calibration.id());
    parts.add("noise=" + noise.id());
    parts.add(String.format(Locale.ROOT, "ipf=%.2f", ipf));
    copol.ifPresent(name -> parts.add("border=" + name + ",reach=" + reach));
    return String.join(",", parts);
  }

  /**
   * @param text what {@link #text()} gives
   * @throws IllegalArgumentException when it is something else
   */
  static GrdArguments parse(String text) {
    if (text.equals(INCIDENCE)) {
      return incidence();
    }
    String[] parts = text.split(",");
    Noise noise = Noise.REMOVED;
    double ipf = Double.NaN;
    Optional<String> copol = Optional.empty();
    int reach = 0;
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].split("=", 2);
      String value = pair.length < 2 ? "" : pair[1];
      switch (pair[0]) {
        case "noise" -> noise = Noise.parse(value);
        case "ipf" -> ipf = Double.parseDouble(value);
        case "border" -> copol = Optional.of(fileName(value));
        case "reach" -> reach = Integer.parseInt(value);
        default ->
            throw new IllegalArgumentException(
                "arguments must be noise, ipf, border or reach, was " + pair[0]);
      }
    }
    return new GrdArguments(Calibration.parse(parts[0]), noise, ipf, copol, reach);
  }

  private static String fileName(String value) {
    if (!value.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*")) {
      throw new IllegalArgumentException("border must be the name of a measurement, was " + value);
    }
    return value;
  }
}
