// SPDX-License-Identifier: Apache-2.0
package org.chronocube.band;

import java.util.Objects;

/**
 * A band of a product or of a cube: how its samples are stored and what they mean.
 *
 * @param name short name, e.g. {@code B04}; an NCName, unique in its product
 * @param title a human's name, e.g. {@code Red (665 nm)}; may equal the name
 * @param type sample type
 * @param noData the sample that is no data
 * @param scaling DN to physical value
 * @param unit UCUM symbol of the physical value, {@code 1} for ratios, empty when unknown
 * @param wavelengthNm centre wavelength in nm, or null
 * @param categorical true when samples are codes (classes, flags), between which nothing lies: they
 *     are never interpolated or averaged, whatever a request asks for
 */
public record Band(
    String name,
    String title,
    DataType type,
    NoData noData,
    Scaling scaling,
    String unit,
    Double wavelengthNm,
    boolean categorical) {

  public Band {
    if (name == null || !name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException("band name must be an NCName, was " + name);
    }
    title = title == null || title.isBlank() ? name : title;
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(noData, "noData");
    Objects.requireNonNull(scaling, "scaling");
    unit = unit == null ? "" : unit;
    if (noData.isDeclared() && !type.holds(noData.value())) {
      throw new IllegalArgumentException(
          "nodata of band " + name + " must be a " + type.id() + ", was " + noData.value());
    }
  }

  /** A band whose samples are measures. */
  public Band(
      String name,
      String title,
      DataType type,
      NoData noData,
      Scaling scaling,
      String unit,
      Double wavelengthNm) {
    this(name, title, type, noData, scaling, unit, wavelengthNm, false);
  }

  /** A band with nothing but a name, a type and a nodata value. */
  public static Band of(String name, DataType type, NoData noData) {
    return new Band(name, name, type, noData, Scaling.IDENTITY, "", null);
  }
}
