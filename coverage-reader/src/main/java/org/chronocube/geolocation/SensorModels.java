// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geolocation;

/** Finds the model of an image CRS. Safe for concurrent use. */
@FunctionalInterface
public interface SensorModels {

  /** Where no image CRS is known. */
  SensorModels NONE =
      crs -> {
        throw new GeolocationException("no sensor model is known of " + crs);
      };

  /**
   * @throws GeolocationException when there is none, naming the metadata and why
   */
  SensorModel get(ImageCrs crs);
}
