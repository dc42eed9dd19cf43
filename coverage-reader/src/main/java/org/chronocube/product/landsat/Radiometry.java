// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import java.util.Map;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.product.SceneParseException;

/**
 * Physical values of a product's rasters.
 *
 * <p>Spectral bands have a factor and an addend in the metadata: surface reflectance and surface
 * temperature (kelvin) at level 2; at level 1 top-of-atmosphere reflectance, which is not corrected
 * for the sun's elevation unless asked for (USGS, "Using the USGS Landsat Level-1 Data Product": ρ
 * = (M·DN + A) / sin θ, θ being the elevation at the scene's centre), and spectral radiance, W/(m²
 * sr µm), of thermal bands. Scales and fill values of the other rasters are those of LSDS-1619,
 * Landsat 8-9 Collection 2 Level 2 Science Product Guide, tables of section 6.
 *
 * @param sunCorrected divide level-1 reflectance by the sine of the sun's elevation
 * @param radiance level-1 spectral bands as radiance instead of reflectance
 */
record Radiometry(Mtl mtl, boolean sunCorrected, boolean radiance) {

  private static final String LEVEL1 = "LEVEL1_RADIOMETRIC_RESCALING";
  private static final NoData FILL = NoData.of(-9999);

  /** What the product guide says of rasters that have no entry in the metadata. */
  private static final Map<String, Scaling> SCALES =
      Map.ofEntries(
          Map.entry("ST_ATRAN", new Scaling(0.0001, 0)),
          Map.entry("ST_CDIST", new Scaling(0.01, 0)),
          Map.entry("ST_DRAD", new Scaling(0.001, 0)),
          Map.entry("ST_URAD", new Scaling(0.001, 0)),
          Map.entry("ST_TRAD", new Scaling(0.001, 0)),
          Map.entry("ST_EMIS", new Scaling(0.0001, 0)),
          Map.entry("ST_EMSD", new Scaling(0.0001, 0)),
          Map.entry("ST_QA", new Scaling(0.01, 0)),
          Map.entry("SR_ATMOS_OPACITY", new Scaling(0.001, 0)),
          // Degrees.
          Map.entry("VAA", new Scaling(0.01, 0)),
          Map.entry("VZA", new Scaling(0.01, 0)),
          Map.entry("SAA", new Scaling(0.01, 0)),
          Map.entry("SZA", new Scaling(0.01, 0)));

  /**
   * @param raster as its file is named, e.g. {@code SR_B4}
   * @throws SceneParseException when the metadata say nothing of a spectral band
   */
  Scaling scaling(String raster) {
    if (raster.startsWith("SR_B")) {
      return required("LEVEL2_SURFACE_REFLECTANCE_PARAMETERS", "REFLECTANCE", raster.substring(4));
    }
    if (raster.startsWith("ST_B")) {
      return required("LEVEL2_SURFACE_TEMPERATURE_PARAMETERS", "TEMPERATURE", raster);
    }
    if (raster.matches("B\\d.*")) {
      return level1(raster.substring(1));
    }
    return SCALES.getOrDefault(raster, Scaling.IDENTITY);
  }

  private Scaling level1(String band) {
    boolean reflective = mtl.number(LEVEL1, "REFLECTANCE_MULT_BAND_" + band).isPresent();
    if (radiance || !reflective) {
      return required(LEVEL1, "RADIANCE", band);
    }
    Scaling reflectance = required(LEVEL1, "REFLECTANCE", band);
    if (!sunCorrected) {
      return reflectance;
    }
    double elevation = mtl.requiredNumber("IMAGE_ATTRIBUTES", "SUN_ELEVATION");
    if (!(elevation > 0)) {
      throw new SceneParseException(
          "SUN_ELEVATION must be > 0 to correct for it, was " + elevation + " in " + mtl.file());
    }
    double sine = Math.sin(Math.toRadians(elevation));
    return new Scaling(reflectance.scale() / sine, reflectance.offset() / sine);
  }

  private Scaling required(String group, String quantity, String band) {
    return new Scaling(
        mtl.requiredNumber(group, quantity + "_MULT_BAND_" + band),
        mtl.number(group, quantity + "_ADD_BAND_" + band).orElse(0));
  }

  /** Fill: 0 of spectral bands; of bit-packed ones the value in which only the fill bit is set. */
  static NoData noData(String raster) {
    if (raster.matches("(S[RT]_)?B\\d.*")) {
      return NoData.of(0);
    }
    return switch (raster) {
      case "QA_PIXEL", "SR_QA_AEROSOL" -> NoData.of(1);
      case "QA_RADSAT", "SR_CLOUD_QA", "VAA", "VZA", "SAA", "SZA" -> NoData.NONE;
      default -> SCALES.containsKey(raster) ? FILL : NoData.NONE;
    };
  }
}
