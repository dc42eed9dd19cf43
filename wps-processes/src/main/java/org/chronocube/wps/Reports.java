// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chronocube.algorithm.Layer;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.ChangeMap;
import org.chronocube.analysis.Provenance;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.wps.declaration.Inputs;
import org.chronocube.wps.declaration.ProcessDescription;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;

/**
 * What a result was made of, as a STAC item (1.0.0) with the projection extension, so that a
 * catalog can take it: process, version and parameters, the scenes that gave pixels, what the
 * method learned, and how much changed.
 */
final class Reports {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Reports() {}

  static String of(
      ProcessDescription process, Inputs inputs, Area area, ChangeMap map, CrsRegistry crs) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("type", "Feature");
    item.put("stac_version", "1.0.0");
    item.put(
        "stac_extensions",
        List.of("https://stac-extensions.github.io/projection/v1.1.0/schema.json"));
    Map<String, Object> properties = properties(process, inputs, area, map);
    item.put("id", id(properties, map));
    Polygon outline = outline(map.grid(), crs);
    Envelope box = outline.getEnvelopeInternal();
    item.put("geometry", geometry(outline));
    item.put("bbox", List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
    item.put("properties", properties);
    item.put("links", links(map.provenance()));
    item.put("assets", Map.of());
    try {
      return JSON.writeValueAsString(item);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of " + process.name() + " cannot be written", e);
    }
  }

  // The same question to the same scenes has the same id.
  private static String id(Map<String, Object> properties, ChangeMap map) {
    String all = properties.toString() + map.grid() + links(map.provenance());
    return properties.get("chronocube:process")
        + "-"
        + UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> properties(
      ProcessDescription process, Inputs inputs, Area area, ChangeMap map) {
    Map<String, Object> p = new LinkedHashMap<>();
    List<Instant> instants =
        map.provenance().sources().stream().flatMap(s -> s.instants().stream()).sorted().toList();
    p.put("datetime", null);
    if (!instants.isEmpty()) {
      p.put("start_datetime", FeatureValues.time(instants.get(0)));
      p.put("end_datetime", FeatureValues.time(instants.get(instants.size() - 1)));
    }
    p.put("title", process.title());
    GeoBox grid = map.grid();
    Affine a = grid.affine();
    p.put("proj:code", grid.crs());
    p.put("proj:shape", List.of(grid.height(), grid.width()));
    p.put("proj:transform", List.of(a.a(), a.b(), a.c(), a.d(), a.e(), a.f()));
    p.put("chronocube:process", process.name());
    p.put("chronocube:version", process.version());
    p.put("chronocube:parameters", inputs.literals());
    p.put("chronocube:sources", sources(map.provenance()));
    p.put("chronocube:layers", map.layers().stream().map(Reports::layer).toList());
    p.put("chronocube:pixels", area.pixels());
    if (!map.provenance().findings().isEmpty()) {
      p.put("chronocube:findings", map.provenance().findings());
    }
    if (map.change() != null) {
      p.put("chronocube:change", change(map));
    }
    return p;
  }

  private static Map<String, Object> layer(Layer layer) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("name", layer.name());
    result.put("unit", layer.unit());
    result.put("description", layer.description());
    return result;
  }

  private static Map<String, Object> change(ChangeMap map) {
    long changed = 0;
    long known = 0;
    for (byte c : map.change()) {
      changed += c == 1 ? 1 : 0;
      known += c == ChangeMap.UNKNOWN ? 0 : 1;
    }
    Map<String, Object> result = new LinkedHashMap<>();
    if (map.threshold() != null) {
      put(result, "low", map.threshold().low());
      put(result, "high", map.threshold().high());
    }
    result.put("pixels", known);
    result.put("changedPixels", changed);
    result.put("patches", map.patches().size());
    result.put("area", map.patches().stream().mapToDouble(ChangeMap.Patch::squareMetres).sum());
    return result;
  }

  // JSON has neither NaN nor infinity.
  private static void put(Map<String, Object> map, String key, double value) {
    if (Double.isFinite(value)) {
      map.put(key, value);
    }
  }

  private static List<Map<String, Object>> sources(Provenance provenance) {
    List<Map<String, Object>> result = new ArrayList<>();
    for (Provenance.Source source : provenance.sources()) {
      Map<String, Object> s = new LinkedHashMap<>();
      s.put("role", source.role());
      s.put("name", source.name());
      s.put("times", source.instants().stream().map(FeatureValues::time).toList());
      s.put("scenes", source.report().scenes());
      result.add(s);
    }
    return result;
  }

  private static List<Map<String, Object>> links(Provenance provenance) {
    return provenance.sources().stream()
        .flatMap(s -> s.report().scenes().stream())
        .distinct()
        .map(
            scene -> {
              Map<String, Object> link = new LinkedHashMap<>();
              link.put("rel", "derived_from");
              link.put("href", "urn:chronocube:scene:" + scene);
              return link;
            })
        .toList();
  }

  private static Polygon outline(GeoBox grid, CrsRegistry crs) {
    Extent e = grid.extent();
    GeometryFactory factory = new GeometryFactory();
    Polygon box =
        (Polygon) factory.toGeometry(new Envelope(e.minX(), e.maxX(), e.minY(), e.maxY()));
    return (Polygon) crs.transform(box, grid.crs(), CrsRegistry.WGS84);
  }

  private static Map<String, Object> geometry(Geometry polygon) {
    List<List<Double>> ring = new ArrayList<>();
    for (Coordinate c : polygon.getCoordinates()) {
      ring.add(List.of(c.x, c.y));
    }
    Map<String, Object> geometry = new LinkedHashMap<>();
    geometry.put("type", "Polygon");
    geometry.put("coordinates", List.of(ring));
    return geometry;
  }
}
