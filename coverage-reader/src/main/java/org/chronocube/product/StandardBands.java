// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;

/** Bands as ready products have them. */
public final class StandardBands {

  private static final Scaling TEN_THOUSANDTHS = new Scaling(1e-4, 0);

  private StandardBands() {}

  /** Reflectance as ten-thousandths; 0 is no data. */
  public static Band reflectance(String name, String title, double wavelengthNm) {
    return new Band(name, title, DataType.UINT16, NoData.of(0), TEN_THOUSANDTHS, "1", wavelengthNm);
  }

  /** Spectral radiance. */
  public static Band radiance(String name, String title, double wavelengthNm) {
    return new Band(
        name,
        title,
        DataType.FLOAT32,
        NoData.of(Double.NaN),
        Scaling.IDENTITY,
        "W/(m2.sr.um)",
        wavelengthNm);
  }

  /** Radar backscatter as linear power. */
  public static Band backscatter(String name, String title) {
    return new Band(
        name, title, DataType.FLOAT32, NoData.of(Double.NaN), Scaling.IDENTITY, "1", null);
  }

  /** Codes or flags, of which each value means something. */
  public static Band classes(String name, String title) {
    return new Band(name, title, DataType.UINT8, NoData.NONE, Scaling.IDENTITY, "", null, true);
  }
}
