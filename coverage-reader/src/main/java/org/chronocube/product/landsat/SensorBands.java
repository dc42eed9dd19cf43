// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import java.util.Map;
import java.util.Optional;

/**
 * Numbers of bands by the common names of STAC's eo extension, which are the same on each
 * satellite: red is band 3 of Landsat 4 to 7 and band 4 of Landsat 8 and 9.
 */
final class SensorBands {

  private static final Map<String, String> OLI_TIRS =
      Map.ofEntries(
          Map.entry("coastal", "1"),
          Map.entry("blue", "2"),
          Map.entry("green", "3"),
          Map.entry("red", "4"),
          Map.entry("nir08", "5"),
          Map.entry("swir16", "6"),
          Map.entry("swir22", "7"),
          Map.entry("pan", "8"),
          Map.entry("cirrus", "9"),
          Map.entry("lwir", "10"),
          Map.entry("lwir11", "10"),
          Map.entry("lwir12", "11"));
  private static final Map<String, String> TM_ETM =
      Map.ofEntries(
          Map.entry("blue", "1"),
          Map.entry("green", "2"),
          Map.entry("red", "3"),
          Map.entry("nir08", "4"),
          Map.entry("swir16", "5"),
          Map.entry("lwir", "6"),
          Map.entry("swir22", "7"),
          Map.entry("pan", "8"));

  private SensorBands() {}

  /**
   * @param sensor {@code SENSOR_ID} of the metadata, e.g. {@code OLI_TIRS}
   */
  static Optional<String> number(String sensor, String commonName) {
    return Optional.ofNullable(
        (sensor.startsWith("OLI") || sensor.equals("TIRS") ? OLI_TIRS : TM_ETM).get(commonName));
  }
}
