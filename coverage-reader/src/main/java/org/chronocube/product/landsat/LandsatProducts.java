// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.scene.Product;

/**
 * Ready products: all satellites in one, by common names. Level 2 is stored as the USGS stores it;
 * level 1, whose factors differ from satellite to satellite, is reflectance corrected for the sun.
 * Wavelengths are centres of OLI and TIRS (USGS, Landsat 8-9 band designations).
 */
final class LandsatProducts {

  private static final String ATTRIBUTION = "Landsat data courtesy of the U.S. Geological Survey";
  private static final Scaling REFLECTANCE = new Scaling(2.75e-5, -0.2);
  private static final Scaling TEMPERATURE = new Scaling(0.00341802, 149);

  private LandsatProducts() {}

  static List<ProductDefinition> all(String parser) {
    return List.of(
        new ProductDefinition(
            new Product(
                "landsat-c2-l2",
                "Landsat Collection 2 Level-2",
                "Surface reflectance and surface temperature of Landsat 4 to 9.",
                ATTRIBUTION,
                level2()),
            parser,
            "",
            Map.of("level", "L2")),
        new ProductDefinition(
            new Product(
                "landsat-c2-l1",
                "Landsat Collection 2 Level-1",
                "Top-of-atmosphere reflectance, corrected for the sun's elevation, of Landsat 4 to 9.",
                ATTRIBUTION,
                level1()),
            parser,
            "",
            Map.of("level", "L1", "sun", "corrected")));
  }

  private static List<Band> level2() {
    List<Band> bands = new ArrayList<>();
    for (Band band : spectral()) {
      bands.add(stored(band, REFLECTANCE));
    }
    bands.add(
        new Band(
            "lwir",
            "Surface temperature",
            DataType.UINT16,
            NoData.of(0),
            TEMPERATURE,
            "K",
            10895.0));
    bands.addAll(masks());
    return bands;
  }

  private static Band stored(Band band, Scaling scaling) {
    return new Band(
        band.name(),
        band.title(),
        DataType.UINT16,
        NoData.of(0),
        scaling,
        "1",
        band.wavelengthNm());
  }

  private static List<Band> level1() {
    List<Band> bands = new ArrayList<>(spectral());
    bands.add(floating("pan", "Panchromatic", "1", 590));
    bands.add(floating("cirrus", "Cirrus", "1", 1373));
    bands.add(floating("lwir", "Thermal radiance", "W/(m2.sr.um)", 10895));
    bands.addAll(masks());
    return bands;
  }

  private static List<Band> spectral() {
    return List.of(
        floating("coastal", "Coastal aerosol", "1", 443),
        floating("blue", "Blue", "1", 482),
        floating("green", "Green", "1", 561),
        floating("red", "Red", "1", 655),
        floating("nir08", "Near infrared", "1", 865),
        floating("swir16", "Short-wave infrared 1", "1", 1609),
        floating("swir22", "Short-wave infrared 2", "1", 2201));
  }

  private static Band floating(String name, String title, String unit, double wavelengthNm) {
    return new Band(
        name, title, DataType.FLOAT32, NoData.of(Double.NaN), Scaling.IDENTITY, unit, wavelengthNm);
  }

  private static List<Band> masks() {
    return List.of(
        new Band(
            "QA_PIXEL",
            "Pixel quality: bits",
            DataType.UINT16,
            NoData.of(1),
            Scaling.IDENTITY,
            "",
            null,
            true),
        new Band(
            "QA_RADSAT",
            "Radiometric saturation: bits",
            DataType.UINT16,
            NoData.NONE,
            Scaling.IDENTITY,
            "",
            null,
            true));
  }
}
