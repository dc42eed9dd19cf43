// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;

/**
 * Parameters of a tile request, wherever they stand: all in the query (KVP), or most in the path
 * (REST), {@code rest/layer/style/set/matrix/row/column} and, for a pixel, {@code /J/I}. Times may
 * hold slashes and stand in the query. The format is an extension of the path, or stands in the
 * query as GeoServer has it.
 */
final class TileParameters {

  private static final List<String> IN_PATH =
      List.of("layer", "style", "TileMatrixSet", "TileMatrix", "TileRow", "TileCol", "J", "I");

  private static final Map<String, String> EXTENSIONS =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "txt", "text/plain",
          "html", "text/html",
          "json", "application/json");

  private final Kvp kvp;
  private final Map<String, String> path;

  private TileParameters(Kvp kvp, Map<String, String> path) {
    this.kvp = kvp;
    this.path = path;
  }

  static TileParameters ofQuery(OwsRequest request) {
    return new TileParameters(request.kvp(), Map.of());
  }

  /**
   * @param segments of the path below {@code rest}
   * @return empty when the path is none of a tile or pixel
   */
  static Optional<TileParameters> ofPath(OwsRequest request, List<String> segments) {
    if (segments.size() != IN_PATH.size() && segments.size() != IN_PATH.size() - 2) {
      return Optional.empty();
    }
    Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (int i = 0; i < segments.size(); i++) {
      values.put(IN_PATH.get(i), segments.get(i));
    }
    String last = IN_PATH.get(segments.size() - 1);
    int dot = values.get(last).lastIndexOf('.');
    if (dot >= 0) {
      String format = EXTENSIONS.get(values.get(last).substring(dot + 1));
      if (format == null) {
        return Optional.empty();
      }
      values.put("format", format);
      values.put(last, values.get(last).substring(0, dot));
    }
    return Optional.of(new TileParameters(request.kvp(), values));
  }

  /** What a path to a media type ends with, dot included. */
  static String extension(String mediaType) {
    return EXTENSIONS.entrySet().stream()
        .filter(e -> e.getValue().equals(mediaType))
        .map(e -> "." + e.getKey())
        .min(Comparator.comparingInt(String::length))
        .orElseThrow();
  }

  /** True for a pixel of a tile. */
  boolean hasPixel() {
    return path.containsKey("J");
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(path.get(name)).or(() -> kvp.get(name));
  }

  /**
   * The time. Where it is given more than once the last counts: GDAL sends the layer's default,
   * then what its user adds.
   */
  Optional<String> time() {
    List<String> all = kvp.all("time");
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  /**
   * A parameter that must be there.
   *
   * @throws OwsException {@code MissingParameterValue}
   */
  String require(String name) {
    return get(name).orElseThrow(() -> OwsException.missing(name));
  }

  /** The style: it must be named, but its name may be empty, as capabilities of others have it. */
  String style() {
    String named =
        Optional.ofNullable(path.get("style"))
            .or(() -> kvp.raw("style"))
            .orElseThrow(() -> OwsException.missing("style"))
            .strip();
    return named.toLowerCase(Locale.ROOT).equals("default") ? "" : named;
  }

  /** A whole number, as large as it may be. */
  long index(String name) {
    String text = require(name);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new OwsException(
          OwsException.INVALID_PARAMETER_VALUE,
          name,
          name + " must be a whole number, was " + text,
          e);
    }
  }
}
