// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A GetCoverage request as it was sent, KVP or XML; syntax is checked, meaning is not.
 *
 * @param coverageId {@code workspace__name}
 * @param format media type; empty for the native format
 * @param mediaType {@code multipart/related}, or empty
 * @param subsets in the order given
 * @param scaling what the resolution becomes
 * @param range names of bands, or {@code first:last}; empty for all
 * @param subsettingCrs of the subsets' bounds; empty for the native CRS
 * @param outputCrs of the answer; empty for the native CRS
 * @param interpolation method for all axes
 * @param axisInterpolation methods by axis
 * @param encoding parameters of the GeoTIFF extension, names in lower case without prefix
 */
record GetCoverageRequest(
    String coverageId,
    Optional<String> format,
    Optional<String> mediaType,
    List<Subset> subsets,
    Scaling scaling,
    List<String> range,
    Optional<String> subsettingCrs,
    Optional<String> outputCrs,
    Optional<String> interpolation,
    Map<String, String> axisInterpolation,
    Map<String, String> encoding) {

  /** Parameters of the GeoTIFF extension (OGC 12-100). */
  static final List<String> GEOTIFF_PARAMETERS =
      List.of(
          "compression",
          "jpeg_quality",
          "predictor",
          "interleave",
          "tiling",
          "tileheight",
          "tilewidth");

  GetCoverageRequest {
    subsets = List.copyOf(subsets);
    range = List.copyOf(range);
    axisInterpolation = Map.copyOf(axisInterpolation);
    encoding = Map.copyOf(encoding);
  }
}
