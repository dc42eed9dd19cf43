// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/**
 * What is under a pixel of a map.
 *
 * @param layers one entry per layer that reaches the pixel, in the order asked for
 * @param position centre of the pixel, longitude and latitude in degrees; empty where none is
 *     defined
 */
record FeatureInfo(List<LayerValues> layers, Optional<Coordinate> position) {

  /**
   * The values of one layer.
   *
   * @param layer its name as asked for
   * @param title for humans
   * @param time of the values: instants or ranges, empty without time dimension
   * @param values by band name, in order; empty where there is no data. Stored samples, as in
   *     GeoServer: a whole number for integer types. Of a scene its attributes, texts and numbers
   * @param footprint of a scene, longitude and latitude; empty for values of a point
   */
  record LayerValues(
      String layer,
      String title,
      Optional<String> time,
      Map<String, Optional<Object>> values,
      Optional<Geometry> footprint) {}

  FeatureInfo {
    layers = List.copyOf(layers);
  }
}
