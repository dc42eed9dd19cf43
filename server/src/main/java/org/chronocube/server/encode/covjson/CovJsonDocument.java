// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.covjson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.chronocube.band.Band;
import org.chronocube.band.Scaling;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.time.TimeInterval;
import org.geotools.api.referencing.crs.GeographicCRS;

/** All of a CoverageJSON document but its values. */
final class CovJsonDocument {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final RasterSource source;
  private final String id;
  private final CrsRegistry registry;

  CovJsonDocument(RasterSource source, String id, CrsRegistry registry) {
    this.source = source;
    this.id = id;
    this.registry = registry;
  }

  /** True when values are integers: samples without scaling. */
  static boolean isInteger(Band band) {
    return !band.type().isFloating() && band.scaling().equals(Scaling.IDENTITY);
  }

  /** Up to the first range. */
  String head() {
    ObjectNode parameters = NODES.objectNode();
    source.bands().forEach(band -> parameters.set(band.name(), parameter(band)));
    return "{\"type\":\"Coverage\",\"id\":"
        + text(NODES.textNode(id))
        + ",\"domain\":"
        + text(domain())
        + ",\"parameters\":"
        + text(parameters)
        + ",\"ranges\":{";
  }

  /** From a band's name to its first value. */
  String rangeHead(int band) {
    Band b = source.bands().get(band);
    ObjectNode range = NODES.objectNode();
    range.put("type", "NdArray");
    range.put("dataType", isInteger(b) ? "integer" : "float");
    ArrayNode names = range.putArray("axisNames");
    ArrayNode shape = range.putArray("shape");
    if (!source.times().isEmpty()) {
      names.add("t");
      shape.add(source.slices());
    }
    names.add("y").add("x");
    shape.add(source.grid().height()).add(source.grid().width());
    String all = text(range);
    return text(NODES.textNode(b.name()))
        + ":"
        + all.substring(0, all.length() - 1)
        + ",\"values\":[";
  }

  /** From a band's last value to the next band, or to the end. */
  String rangeTail(int band) {
    return band < source.bands().size() - 1 ? "]}," : "]}}}";
  }

  private ObjectNode domain() {
    GeoBox grid = source.grid();
    ObjectNode domain = NODES.objectNode();
    domain.put("type", "Domain").put("domainType", "Grid");
    ObjectNode axes = domain.putObject("axes");
    axes.set(
        "x", axis(grid.affine().x(0.5, 0), grid.affine().x(grid.width() - 0.5, 0), grid.width()));
    axes.set(
        "y", axis(grid.affine().y(0, 0.5), grid.affine().y(0, grid.height() - 0.5), grid.height()));
    ArrayNode referencing = domain.putArray("referencing");
    referencing.add(spatial(grid.crs()));
    if (!source.times().isEmpty()) {
      ArrayNode times = axes.putObject("t").putArray("values");
      source.times().stream().map(TimeInterval::start).map(TIME::format).forEach(times::add);
      ObjectNode temporal = referencing.addObject();
      temporal.putArray("coordinates").add("t");
      temporal.putObject("system").put("type", "TemporalRS").put("calendar", "Gregorian");
    }
    return domain;
  }

  private static ObjectNode axis(double start, double stop, int pixels) {
    return NODES.objectNode().put("start", start).put("stop", stop).put("num", pixels);
  }

  /** WGS 84 under its name with longitude first; others in the order of their authority. */
  private ObjectNode spatial(String crs) {
    boolean wgs84 = crs.equals(CrsRegistry.WGS84);
    boolean geographic = registry.decode(crs) instanceof GeographicCRS;
    List<String> order =
        !wgs84 && registry.isNorthingFirst(crs) ? List.of("y", "x") : List.of("x", "y");
    ObjectNode node = NODES.objectNode();
    ArrayNode coordinates = node.putArray("coordinates");
    order.forEach(coordinates::add);
    node.putObject("system")
        .put("type", geographic ? "GeographicCRS" : "ProjectedCRS")
        .put(
            "id",
            wgs84
                ? "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
                : "http://www.opengis.net/def/crs/" + crs.replace(":", "/0/"));
    return node;
  }

  private static ObjectNode parameter(Band band) {
    ObjectNode node = NODES.objectNode();
    node.put("type", "Parameter");
    node.set("description", text("en", band.title()));
    if (!band.unit().isEmpty()) {
      node.putObject("unit").put("symbol", band.unit());
    }
    node.putObject("observedProperty").set("label", text("en", band.title()));
    return node;
  }

  private static ObjectNode text(String language, String value) {
    return NODES.objectNode().put(language, value);
  }

  private static String text(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }
}
