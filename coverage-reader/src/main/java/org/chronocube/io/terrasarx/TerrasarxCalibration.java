// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.terrasarx;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * From DN to backscatter (linear power): {@code β⁰ = k · DN²}, {@code σ⁰ = β⁰ · sin θ}, {@code γ⁰ =
 * β⁰ · tan θ}. The incidence angle is a plane over the image. Noise is not subtracted.
 *
 * <p>Source: Airbus Defence and Space, Radiometric Calibration of TerraSAR-X Data, Beta Naught and
 * Sigma Naught Coefficient Calculation, TSXX-ITD-TN-0049.
 *
 * @param quantity what comes out
 * @param factor k, the {@code calFactor} of the polarisation, &gt; 0
 * @param incidence angle in degrees at the corner of the first pixel
 * @param perColumn how much it grows a column of the full-resolution image
 * @param perRow how much it grows a row
 */
public record TerrasarxCalibration(
    Quantity quantity, double factor, double incidence, double perColumn, double perRow) {

  /** What DN are turned into. */
  public enum Quantity {
    SIGMA0,
    BETA0,
    GAMMA0;

    /** How options write it. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when it is none
     */
    public static Quantity parse(String id) {
      return Stream.of(values())
          .filter(q -> q.id().equals(id))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "calibration must be one of sigma0, beta0, gamma0, was " + id));
    }
  }

  public TerrasarxCalibration {
    Objects.requireNonNull(quantity, "quantity");
    if (!(factor > 0) || !Double.isFinite(factor)) {
      throw new IllegalArgumentException("calibration factor must be > 0, was " + factor);
    }
    if (!Double.isFinite(incidence) || !Double.isFinite(perColumn) || !Double.isFinite(perRow)) {
      throw new IllegalArgumentException(
          "incidence must be finite, was " + incidence + ", " + perColumn + ", " + perRow);
    }
  }

  /** The backscatter of a DN at a place of the full-resolution image. */
  double apply(double dn, double col, double row) {
    double beta = factor * dn * dn;
    if (quantity == Quantity.BETA0) {
      return beta;
    }
    double angle = Math.toRadians(incidence + perColumn * col + perRow * row);
    return quantity == Quantity.SIGMA0 ? beta * Math.sin(angle) : beta * Math.tan(angle);
  }

  /** As the arguments of a view. */
  public String text() {
    return String.join(
        ",",
        quantity.id(),
        "k=" + factor,
        "incidence=" + incidence,
        "col=" + perColumn,
        "row=" + perRow);
  }

  /**
   * @param text what {@link #text()} gives
   * @throws IllegalArgumentException when it is something else
   */
  static TerrasarxCalibration parse(String text) {
    String[] parts = text.split(",");
    Map<String, Double> numbers =
        Stream.of(parts)
            .skip(1)
            .map(p -> p.split("=", 2))
            .collect(Collectors.toMap(p -> p[0], p -> Double.parseDouble(p[p.length - 1])));
    if (!numbers.keySet().containsAll(List.of("k", "incidence", "col", "row"))) {
      throw new IllegalArgumentException("arguments must be k, incidence, col, row, were " + text);
    }
    return new TerrasarxCalibration(
        Quantity.parse(parts[0]),
        numbers.get("k"),
        numbers.get("incidence"),
        numbers.get("col"),
        numbers.get("row"));
  }
}
