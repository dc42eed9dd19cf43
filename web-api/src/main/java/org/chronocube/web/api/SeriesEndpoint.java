// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.PlaceText;
import org.chronocube.analysis.Series;
import org.chronocube.analysis.SeriesRequest;
import org.chronocube.analysis.TimeSeries;
import org.chronocube.analysis.TimeText;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.time.TimeInterval;
import org.chronocube.web.EntityTag;
import org.chronocube.web.QueryParameters;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;
import org.geotools.api.filter.Filter;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;

/**
 * {@code GET api/series}: how a place of a layer went through time. Parameters: {@code layer};
 * {@code lon} and {@code lat}, or {@code area} (WKT, longitude first); {@code bands} (names or
 * arithmetic, all when absent); {@code time} (a date, month, year or range); {@code format} ({@code
 * json} or {@code csv}); {@code minValid} (leaves out times at which no band has that percentage of
 * the area's pixels valid).
 *
 * <p>The same computation as the process {@code datacube:TimeSeries}, for areas small enough to
 * wait for; larger ones belong to the process, which can run for long.
 */
final class SeriesEndpoint {

  private static final long MOST_PIXELS = 1L << 20;
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private final LayerSource source;

  SeriesEndpoint(LayerSource source) {
    this.source = source;
  }

  void handle(WebRequest request, WebResponse response) throws IOException {
    QueryParameters query =
        QueryParameters.parse(request.query())
            .allowOnly("layer", "lon", "lat", "area", "bands", "time", "format", "minValid");
    MapLayer layer = UnknownLayerException.find(source, query.require("layer"));
    boolean csv = isCsv(query);
    List<TimeInterval> times = TimeText.parse(query.get("time").orElse(""), "time");
    BandSelection bands = BandSelection.of(layer.cube(), query.get("bands").stream().toList());
    double minValid = query.number("minValid", 0, 100).orElse(0.0);
    Geometry place = geometry(query);
    response.header("Content-Type", csv ? "text/csv; charset=UTF-8" : "application/json");
    if (tag(layer, request).answerNotModified(request, response)) {
      return;
    }
    String text;
    if (!csv && isBesideGrid(place, layer)) {
      text = SeriesText.nothing(layer.cube().name(), bands).toString();
    } else {
      SeriesRequest wanted =
          new SeriesRequest(
                  layer.cube(), area(layer, place), times, bands, List.of(), Filter.INCLUDE)
              .withMinValid(minValid);
      Series series =
          new TimeSeries(layer.datacube().engine()).compute(wanted, new ClientProgress(request));
      text = csv ? SeriesText.csv(wanted, series) : SeriesText.json(wanted, series).toString();
    }
    response.status(200);
    if (csv) {
      response.header("Content-Disposition", "attachment; filename=\"" + fileName(layer) + '"');
    }
    try (var out = response.body()) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  static boolean isCsv(QueryParameters query) {
    String format = query.get("format").orElse("json");
    if (!format.equals("json") && !format.equals("csv")) {
      throw new InvalidParameterException("format", "format must be json or csv, was " + format);
    }
    return format.equals("csv");
  }

  // A point beside the grid is no mistake: whoever clicks a map cannot know where the grid ends.
  private static boolean isBesideGrid(Geometry place, MapLayer layer) {
    if (!(place instanceof Point)) {
      return false;
    }
    GeoBox grid = layer.cube().grid();
    Coordinate at =
        layer.datacube().crs().transform(place, CrsRegistry.WGS84, grid.crs()).getCoordinate();
    return !grid.extent().intersects(new Extent(at.x, at.y, at.x, at.y));
  }

  private static Area area(MapLayer layer, Geometry place) {
    Area area = Area.of(layer.cube(), place, CrsRegistry.WGS84, layer.datacube().crs());
    if (area.pixels() > MOST_PIXELS) {
      throw new InvalidParameterException(
          "area", "area must have at most " + MOST_PIXELS + " pixels, was " + area.pixels());
    }
    return area;
  }

  private static Geometry geometry(QueryParameters query) {
    Optional<String> area = query.get("area");
    if (area.isEmpty()) {
      double lon = query.number("lon", -180, 180).orElseThrow(() -> missing(query, "lon"));
      double lat = query.number("lat", -90, 90).orElseThrow(() -> missing(query, "lat"));
      return GEOMETRIES.createPoint(new Coordinate(lon, lat));
    }
    return PlaceText.wkt(area.get(), "area");
  }

  private static InvalidParameterException missing(QueryParameters query, String name) {
    String place = query.get("lon").isEmpty() && query.get("lat").isEmpty() ? "area" : name;
    return new InvalidParameterException(
        place, "a place must be given, as lon and lat or as area; " + name + " is missing");
  }

  // What the answer depends on: the question, what is indexed, and how the cube is defined.
  private static EntityTag tag(MapLayer layer, WebRequest request) {
    String state =
        layer.datacube().index().generation() + " " + layer.cube() + " " + request.query();
    return EntityTag.of(state.getBytes(StandardCharsets.UTF_8));
  }

  static String fileName(MapLayer layer) {
    return layer.name().replaceAll("[^A-Za-z0-9_.-]", "_") + ".csv";
  }
}
