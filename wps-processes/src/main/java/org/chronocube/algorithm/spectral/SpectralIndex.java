// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.spectral;

/** Normalised differences of two reflectances, −1 to 1. */
public enum SpectralIndex {
  /** Vegetation (Rouse et al. 1974). */
  NDVI("(nir - red) / (nir + red)"),
  /** Burn ratio (García and Caselles 1991; Key and Benson 2006). */
  NBR("(nir - swir22) / (nir + swir22)"),
  /** Open water (McFeeters 1996). */
  NDWI("(green - nir) / (green + nir)"),
  /** Open water, built-up areas kept out (Xu 2006). */
  MNDWI("(green - swir16) / (green + swir16)"),
  /** Moisture of vegetation (Gao 1996, who calls it NDWI; Wilson and Sader 2002). */
  NDMI("(nir - swir16) / (nir + swir16)"),
  /** Built-up areas (Zha et al. 2003). */
  NDBI("(swir16 - nir) / (swir16 + nir)");

  private final String formula;

  SpectralIndex(String formula) {
    this.formula = formula;
  }

  /** Arithmetic over {@link BandRole#token}s. */
  public String formula() {
    return formula;
  }

  /**
   * The index as a band to ask for, {@code NDVI = (B08 - B04) / (B08 + B04)}.
   *
   * @param parameter the request's parameter that asked for it, for the error
   * @throws org.chronocube.InvalidParameterException when a band is not there
   */
  public String band(BandRoles roles, String parameter) {
    return name() + " = " + roles.resolve(formula, parameter);
  }
}
