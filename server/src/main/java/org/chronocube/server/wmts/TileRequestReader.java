// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.TimeParameter;

/** Decodes GetTile and the tile of GetFeatureInfo (OGC 07-057r7 tables 22 and 26). */
final class TileRequestReader {

  /** Media types of tiles, as listed. */
  static final List<String> FORMATS = List.of("image/png", "image/jpeg");

  private static final String PALETTE = "image/png8";

  private final Configuration configuration;
  private final TiledLayers layers;
  private final int maxTimes;

  TileRequestReader(Configuration configuration, TiledLayers layers, int maxTimes) {
    this.configuration = configuration;
    this.layers = layers;
    this.maxTimes = maxTimes;
  }

  TileRequest read(OwsRequest request, TileParameters parameters) {
    TiledLayer layer = layers.of(request, parameters.require("layer"));
    String style = style(layer, parameters.style());
    String setName = parameters.require("TileMatrixSet");
    TiledLayer.Link link =
        layer
            .link(setName)
            .orElseThrow(
                () ->
                    OwsException.invalid(
                        "TileMatrixSet",
                        "TileMatrixSet must be one that the layer has, was " + setName));
    String matrixName = parameters.require("TileMatrix");
    TileMatrix matrix =
        link.set()
            .matrix(matrixName)
            .orElseThrow(
                () ->
                    OwsException.invalid(
                        "TileMatrix", "TileMatrix must be one of the set, was " + matrixName));
    long row = parameters.index("TileRow");
    long column = parameters.index("TileCol");
    TileLimits limits = matrix.limits(link.reach());
    check("TileRow", row, limits.minRow(), limits.maxRow());
    check("TileCol", column, limits.minColumn(), limits.maxColumn());
    return new TileRequest(
        layer, style, link.set(), matrix, (int) row, (int) column, time(layer, parameters));
  }

  // Only styles of the layer: in the map service any will do, here capabilities list them.
  private String style(TiledLayer layer, String name) {
    boolean known =
        name.isEmpty()
            || layer.members().size() == 1
                && configuration
                    .style(name, Optional.of(layer.members().get(0).workspace().name()))
                    .filter(layer.members().get(0).allStyles()::contains)
                    .isPresent();
    if (!known) {
      throw OwsException.invalid("style", "style must be one of the layer's, was " + name);
    }
    return name;
  }

  private static void check(String parameter, long index, int min, int max) {
    if (index < min || index > max) {
      throw new OwsException(
          WmtsCodes.TILE_OUT_OF_RANGE,
          parameter,
          parameter + " must be in " + min + ".." + max + ", was " + index);
    }
  }

  private Optional<TimeParameter> time(TiledLayer layer, TileParameters parameters) {
    return parameters
        .time()
        .filter(text -> layer.hasTime() && !text.equalsIgnoreCase("default"))
        .map(TileRequestReader::withoutPeriod)
        .map(
            text ->
                TimeParameter.parse(text, maxTimes, "time", OwsException.INVALID_PARAMETER_VALUE));
  }

  // A value of the dimension may be start/end/period; asked for, it means what is from start to
  // end. To step through it would find nothing in a series that is not regular.
  private static String withoutPeriod(String text) {
    String[] parts = text.split("/", -1);
    return parts.length == 3 && !text.contains(",") ? parts[0] + "/" + parts[1] : text;
  }

  /**
   * A name GetMap takes for the format of a tile.
   *
   * @throws OwsException {@code InvalidParameterValue}
   */
  static String format(TileParameters parameters) {
    String name = parameters.require("format").toLowerCase(Locale.ROOT);
    if (!FORMATS.contains(name) && !name.equals(PALETTE)) {
      throw OwsException.invalid(
          "format", "format must be one of " + String.join(", ", FORMATS) + ", was " + name);
    }
    return name;
  }
}
