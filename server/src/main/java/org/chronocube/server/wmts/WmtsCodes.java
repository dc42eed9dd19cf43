// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.util.Map;
import org.chronocube.server.ows.OwsException;

/** Exception codes of WMTS (OGC 07-057r7 tables 24 and 30). */
final class WmtsCodes {

  static final String TILE_OUT_OF_RANGE = "TileOutOfRange";
  static final String POINT_OUT_OF_RANGE = "PointIJOutOfRange";

  /** What the map service answers, in the words of the tile service: code, then parameter. */
  private static final Map<String, String[]> FROM_MAPS =
      Map.of(
          "LayerNotDefined", new String[] {OwsException.INVALID_PARAMETER_VALUE, "layer"},
          "StyleNotDefined", new String[] {OwsException.INVALID_PARAMETER_VALUE, "style"},
          "InvalidFormat", new String[] {OwsException.INVALID_PARAMETER_VALUE, "infoformat"},
          "InvalidDimensionValue", new String[] {OwsException.INVALID_PARAMETER_VALUE, "time"},
          "MissingDimensionValue", new String[] {OwsException.MISSING_PARAMETER_VALUE, "time"},
          "LayerNotQueryable", new String[] {OwsException.INVALID_PARAMETER_VALUE, "layer"});

  private WmtsCodes() {}

  /** The same error in the words of the tile service. */
  static OwsException translated(OwsException error) {
    String[] words = FROM_MAPS.get(error.code().orElse(""));
    return words == null ? error : new OwsException(words[0], words[1], error.getMessage(), error);
  }
}
