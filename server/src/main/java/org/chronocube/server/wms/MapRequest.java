// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.List;
import java.util.Optional;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.ows.TimeParameter;

/**
 * A map, every parameter decoded.
 *
 * @param layers bottom first
 * @param target where it lies, x first
 * @param scaleDenominator of OGC's 0.28 mm pixel
 * @param format what it is encoded as
 * @param transparent whether what no layer covers stays transparent
 * @param background {@code 0xRRGGBB}
 * @param time as asked for
 * @param memory bytes it takes while it is drawn
 */
record MapRequest(
    List<LayerDrawing> layers,
    GeoBox target,
    double scaleDenominator,
    MapFormat format,
    boolean transparent,
    int background,
    Optional<TimeParameter> time,
    long memory) {

  MapRequest {
    layers = List.copyOf(layers);
  }
}
