// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.chronocube.band.Band;
import org.chronocube.catalog.Datacube;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.grid.Extent;
import org.chronocube.scene.Product;
import org.chronocube.web.EntityTag;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/**
 * {@code GET api/layers}: every layer with title, box, bands, time domain, styles and legends.
 * {@code time.clear} is the latest date that clouds leave mostly free, where that is known. A time
 * domain of more than {@link #MOST_INSTANTS} dates is given by its ends only; {@code api/times} has
 * the dates around one.
 *
 * <p>The answer is made anew when an index has changed, and else kept.
 */
final class LayersEndpoint {

  /** Time axes up to this long are listed. */
  static final int MOST_INSTANTS = 2000;

  private static final JsonMapper JSON = new JsonMapper();

  private record Key(URI base, List<MapLayer> layers, List<Long> generations) {}

  private record Answer(Key key, byte[] body, EntityTag tag) {}

  private final LayerSource source;
  private final ServicePaths services;
  private final AtomicReference<Answer> latest = new AtomicReference<>();

  LayersEndpoint(LayerSource source, ServicePaths services) {
    this.source = source;
    this.services = services;
  }

  void handle(WebRequest request, WebResponse response) throws IOException {
    List<MapLayer> layers = source.layers();
    List<Long> generations = layers.stream().map(l -> l.datacube().index().generation()).toList();
    Key key = new Key(request.base(), layers, generations);
    Answer answer = latest.get();
    if (answer == null || !answer.key.equals(key)) {
      byte[] body = JSON.writeValueAsBytes(document(key));
      answer = new Answer(key, body, EntityTag.of(body));
      latest.set(answer);
    }
    JsonAnswer.send(answer.body, answer.tag, request, response);
  }

  private ObjectNode document(Key key) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("services")
        .put("wms", key.base + services.wms())
        .put("wcs", key.base + services.wcs())
        .put("wps", key.base + services.wps());
    ArrayNode array = root.putArray("layers");
    key.layers.forEach(layer -> array.add(describe(layer, key.base)));
    return root;
  }

  private ObjectNode describe(MapLayer layer, URI base) {
    Cube cube = layer.cube();
    CrsRegistry crs = layer.datacube().crs();
    ObjectNode node = JSON.createObjectNode();
    node.put("name", layer.name());
    node.put("title", layer.title());
    node.put("description", layer.description());
    node.put("attribution", attribution(layer.datacube(), cube));
    Extent box = crs.transform(cube.grid().extent(), cube.grid().crs(), CrsRegistry.WGS84);
    node.putArray("bbox").add(box.minX()).add(box.minY()).add(box.maxX()).add(box.maxY());
    node.putObject("grid")
        .put("crs", cube.grid().crs())
        .put("x", cube.grid().resolution().x())
        .put("y", cube.grid().resolution().y())
        .put("unit", unitOf(crs, cube.grid().crs()));
    ArrayNode bands = node.putArray("bands");
    cube.bands().forEach(band -> bands.add(describe(band)));
    addTime(node, new LayerTimes(layer));
    ArrayNode styles = node.putArray("styles");
    layer.styles().forEach(style -> styles.add(describe(style, layer, base)));
    return node;
  }

  private static void addTime(ObjectNode node, LayerTimes times) {
    List<Instant> instants = times.first(MOST_INSTANTS + 1);
    if (instants.isEmpty()) {
      node.putNull("time");
      return;
    }
    boolean complete = instants.size() <= MOST_INSTANTS;
    Instant end = complete ? instants.get(instants.size() - 1) : times.last(1).get(0);
    ObjectNode time = node.putObject("time");
    time.put("start", JsonAnswer.text(instants.get(0)));
    time.put("end", JsonAnswer.text(end));
    times.latestClear().ifPresent(clear -> time.put("clear", JsonAnswer.text(clear)));
    time.put("complete", complete);
    if (complete) {
      ArrayNode array = time.putArray("instants");
      instants.forEach(t -> array.add(JsonAnswer.text(t)));
    }
  }

  private static ObjectNode describe(CubeBand cubeBand) {
    Band band = cubeBand.band();
    ObjectNode node = JSON.createObjectNode();
    node.put("name", band.name());
    node.put("title", band.title());
    node.put("unit", band.unit());
    node.put("scale", band.scaling().scale());
    node.put("offset", band.scaling().offset());
    if (band.wavelengthNm() != null) {
      node.put("wavelength", band.wavelengthNm());
    }
    return node;
  }

  private ObjectNode describe(MapStyle style, MapLayer layer, URI base) {
    String legend =
        base
            + services.wms()
            + "?service=WMS&version=1.3.0&request=GetLegendGraphic&sld_version=1.1.0"
            + "&format=image%2Fpng&layer="
            + encode(layer.name())
            + "&style="
            + encode(style.name());
    return JSON.createObjectNode()
        .put("name", style.name())
        .put("title", style.title())
        .put("legend", legend);
  }

  private static String attribution(Datacube datacube, Cube cube) {
    return cube.products().stream()
        .map(id -> datacube.index().product(id).map(Product::attribution).orElse(""))
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static String unitOf(CrsRegistry crs, String id) {
    return Objects.toString(crs.decode(id).getCoordinateSystem().getAxis(0).getUnit(), "");
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
