// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.server.ows.Bbox;
import org.chronocube.server.ows.CrsName;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.TimeParameter;
import org.chronocube.server.ows.Units;
import org.chronocube.server.sld.RasterSymbolizer;

/** Decodes GetMap (OGC 06-042 clause 7.3), every parameter once. Unknown ones are ignored. */
final class MapRequestReader {

  private static final Pattern COLOUR = Pattern.compile("(?:0[xX]|#)?([0-9a-fA-F]{6})");
  private static final int WHITE = 0xFFFFFF;

  private final LayerSelection layers;
  private final CrsRegistry crs;
  private final WmsLimits limits;

  MapRequestReader(LayerSelection layers, CrsRegistry crs, WmsLimits limits) {
    this.layers = layers;
    this.crs = crs;
    this.limits = limits;
  }

  MapRequest read(OwsRequest request, WmsVersion version) {
    Kvp kvp = request.kvp();
    List<LayerDrawing> drawings = layers.of(request, "LAYERS");
    return of(
        drawings,
        target(kvp, version),
        format(kvp.require("FORMAT")),
        kvp.flag("TRANSPARENT"),
        colour(kvp, "BGCOLOR").orElse(WHITE),
        time(kvp));
  }

  /** A map of parameters that are decoded already. */
  MapRequest of(
      List<LayerDrawing> drawings,
      GeoBox target,
      MapFormat format,
      boolean transparent,
      int background,
      Optional<TimeParameter> time) {
    double scale = Units.scaleDenominator(target.resolution().x(), crs.decode(target.crs()));
    long memory = limits.memory(target.shape(), mostBands(drawings, scale));
    return new MapRequest(drawings, target, scale, format, transparent, background, time, memory);
  }

  private static int mostBands(List<LayerDrawing> drawings, double scale) {
    return drawings.stream()
        .flatMap(d -> d.style().symbolizers(scale).stream())
        .mapToInt(RasterSymbolizer::mostBands)
        .max()
        .orElse(0);
  }

  /** CRS, BBOX, WIDTH and HEIGHT. */
  GeoBox target(Kvp kvp, WmsVersion version) {
    String parameter = version.crsParameter();
    // Clients of one version send the other one's name.
    String name =
        kvp.get(parameter)
            .or(() -> kvp.get("CRS"))
            .or(() -> kvp.get("SRS"))
            .orElseThrow(() -> OwsException.missing(parameter));
    CrsName crsName =
        CrsName.parse(name, version.shortNames(), crs, parameter, version.invalidCrs());
    Extent extent =
        Bbox.parse(kvp.require("BBOX"), crsName, "bbox", OwsException.INVALID_PARAMETER_VALUE);
    Shape shape = new Shape(side(kvp, "HEIGHT"), side(kvp, "WIDTH"));
    try {
      return GeoBox.fitting(extent, shape, crsName.id());
    } catch (IllegalArgumentException tooSmall) {
      throw OwsException.invalid(
          "bbox", "bbox must be large enough to hold pixels, was " + kvp.require("BBOX"));
    }
  }

  private int side(Kvp kvp, String parameter) {
    return kvp.integer(parameter, 1, limits.maxSide())
        .orElseThrow(() -> OwsException.missing(parameter.toLowerCase(Locale.ROOT)));
  }

  static MapFormat format(String name) {
    return MapFormat.of(name)
        .orElseThrow(
            () ->
                new OwsException(
                    WmsCodes.INVALID_FORMAT,
                    "format",
                    "format must be one of "
                        + String.join(", ", MapFormat.listed())
                        + ", was "
                        + name));
  }

  /** A colour such as {@code 0xFFFFFF}. */
  static Optional<Integer> colour(Kvp kvp, String parameter) {
    return kvp.get(parameter)
        .map(
            text -> {
              var match = COLOUR.matcher(text);
              if (!match.matches()) {
                throw OwsException.invalid(parameter, parameter + " must be 0xRRGGBB, was " + text);
              }
              return Integer.parseInt(match.group(1), 16);
            });
  }

  Optional<TimeParameter> time(Kvp kvp) {
    return kvp.get("TIME")
        .map(
            text ->
                TimeParameter.parse(
                    text, limits.maxTimes(), "time", WmsCodes.INVALID_DIMENSION_VALUE));
  }
}
