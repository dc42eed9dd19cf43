// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.PlaceText;
import org.chronocube.analysis.SceneSearch;
import org.chronocube.analysis.TimeText;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.index.SceneFilters;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.web.QueryParameters;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;
import org.locationtech.jts.geom.Geometry;

/**
 * {@code GET api/scenes}: the scenes of a layer, as GeoJSON with the members of STAC items.
 * Parameters: {@code layer}; {@code bbox} (west, south, east, north) or {@code area} (WKT,
 * longitude first); {@code time} (a date, month, year or range); {@code filter} (ECQL); {@code
 * sort} (keys parted by commas, a minus in front for the largest first); {@code offset}; {@code
 * limit} (100 when absent); {@code valid=true}.
 *
 * <p>Property {@code aoi:valid} is the percentage of the area's pixels that a scene shows validly
 * by the masks of the layer's cube. It is there when the filter or the first sort key asks for it,
 * or with {@code valid=true}. Scenes whose masks cannot be read are in {@code failures}.
 */
final class ScenesEndpoint {

  private static final int MOST_SCENES = 1000;
  private static final long MOST_PIXELS = 1L << 22;

  private final LayerSource source;

  ScenesEndpoint(LayerSource source) {
    this.source = source;
  }

  void handle(WebRequest request, WebResponse response) throws IOException {
    QueryParameters query =
        QueryParameters.parse(request.query())
            .allowOnly(
                "layer", "bbox", "area", "time", "filter", "sort", "offset", "limit", "valid");
    MapLayer layer = UnknownLayerException.find(source, query.require("layer"));
    Optional<Geometry> place = geometry(query);
    SceneQuery wanted = sceneQuery(query, layer).withArea(place.orElse(null));
    if (isValid(query) || SceneSearch.asks(wanted.filter(), wanted.sort())) {
      SceneIndex index = layer.datacube().index();
      SceneSearch.Found found =
          new SceneSearch(index, layer.datacube().engine())
              .find(wanted, layer.cube(), area(layer, place), new ClientProgress(request));
      write(found.scenes(), new SceneJson(found.matched(), found.failures(), false), response);
    } else {
      SceneIndex index = layer.datacube().index();
      OptionalLong matched = OptionalLong.of(index.count(wanted));
      try (Stream<Scene> scenes = index.find(wanted)) {
        write(scenes.toList(), new SceneJson(matched, List.of(), false), response);
      }
    }
  }

  private static void write(List<Scene> scenes, SceneJson json, WebResponse response)
      throws IOException {
    response.status(200);
    response.header("Content-Type", "application/geo+json");
    try (Writer out = new OutputStreamWriter(response.body(), StandardCharsets.UTF_8)) {
      json.write(scenes.iterator(), out);
    }
  }

  private static SceneQuery sceneQuery(QueryParameters query, MapLayer layer) {
    return SceneQuery.of(layer.cube().products())
        .withTimes(TimeText.parse(query.get("time").orElse(""), "time"), TimeGrouping.INSTANT)
        .withFilter(SceneFilters.parse(query.get("filter").orElse("")))
        .withSort(query.list("sort").stream().map(SortKey::parse).toList())
        .withPage(
            (long) (double) whole(query, "offset", 0, Integer.MAX_VALUE).orElse(0.0),
            (int) (double) whole(query, "limit", 1, MOST_SCENES).orElse(100.0));
  }

  private static Optional<Double> whole(QueryParameters query, String name, int min, int max) {
    Optional<Double> number = query.number(name, min, max);
    if (number.filter(n -> n != Math.rint(n)).isPresent()) {
      throw new InvalidParameterException(
          name, name + " must be a whole number, was " + query.require(name));
    }
    return number;
  }

  private static boolean isValid(QueryParameters query) {
    String valid = query.get("valid").orElse("false");
    if (!valid.equals("true") && !valid.equals("false")) {
      throw new InvalidParameterException("valid", "valid must be true or false, was " + valid);
    }
    return valid.equals("true");
  }

  private static Area area(MapLayer layer, Optional<Geometry> place) {
    if (place.isEmpty()) {
      Area whole = Area.whole(layer.cube());
      if (whole.pixels() > MOST_PIXELS) {
        throw new InvalidParameterException(
            "area",
            "area or bbox must be given for " + SceneSearch.VALID + " of a cube this large");
      }
      return whole;
    }
    return Area.beyond(
        layer.cube(), place.get(), CrsRegistry.WGS84, layer.datacube().crs(), MOST_PIXELS);
  }

  private static Optional<Geometry> geometry(QueryParameters query) {
    Optional<String> area = query.get("area");
    if (query.get("bbox").isPresent() && area.isPresent()) {
      throw new InvalidParameterException("area", "area and bbox must not be given both");
    }
    return area.isPresent()
        ? area.map(text -> PlaceText.wkt(text, "area"))
        : query.get("bbox").map(text -> PlaceText.box(text, "bbox"));
  }
}
