// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.chronocube.band.Band;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.sld.ColorMap;
import org.chronocube.server.sld.Legend;
import org.chronocube.server.sld.RasterStyle;
import org.chronocube.server.sld.RasterSymbolizer;

/** Answers GetLegendGraphic (OGC 05-078r4), as PNG or as JSON in GeoServer's layout. */
final class LegendAnswer {

  private static final JsonFactory JSON_FACTORY = new JsonFactory();
  private static final int DEFAULT_SIZE = 20;
  private static final int MAX_SIZE = 500;

  private final LayerSelection layers;
  private final Function<CoverageLayer, LayerCoverage> coverages;

  LegendAnswer(LayerSelection layers, Function<CoverageLayer, LayerCoverage> coverages) {
    this.layers = layers;
    this.coverages = coverages;
  }

  /** A finished answer. */
  static final class Encoded {

    private final String mediaType;
    private final byte[] bytes;

    private Encoded(String mediaType, byte[] bytes) {
      this.mediaType = mediaType;
      this.bytes = bytes;
    }

    String mediaType() {
      return mediaType;
    }

    byte[] bytes() {
      return bytes;
    }
  }

  Encoded answer(OwsRequest request) throws IOException {
    Kvp kvp = request.kvp();
    String name = kvp.require("LAYER");
    LayerDrawing drawing = layers.of(request, "LAYER").get(0);
    String format = kvp.get("FORMAT").orElse("image/png").toLowerCase(Locale.ROOT);
    if (format.equals("application/json")) {
      byte[] json = json(name, drawing).getBytes(StandardCharsets.UTF_8);
      return new Encoded("application/json", json);
    }
    MapFormat image =
        MapFormat.of(format)
            .filter(f -> f.mediaType().equals(MapFormat.PNG.mediaType()))
            .orElseThrow(
                () ->
                    new OwsException(
                        WmsCodes.INVALID_FORMAT,
                        "format",
                        "format must be image/png or application/json, was " + format));
    return new Encoded(image.mediaType(), picture(kvp, drawing));
  }

  private byte[] picture(Kvp kvp, LayerDrawing drawing) {
    int width = kvp.integer("WIDTH", 1, MAX_SIZE).orElse(DEFAULT_SIZE);
    int height = kvp.integer("HEIGHT", 1, MAX_SIZE).orElse(DEFAULT_SIZE);
    Optional<Integer> colour = MapRequestReader.colour(kvp, "BGCOLOR");
    Integer background = kvp.flag("TRANSPARENT") ? null : colour.orElse(0xFFFFFF);
    List<String> bands = coverages.apply(drawing.layer()).bands().stream().map(Band::name).toList();
    BufferedImage image =
        Legend.of(rules(kvp, drawing.style()), bands).draw(width, height, background);
    return PngWriter.exact(Canvas.of(image));
  }

  /** Those drawn at SCALE, or the one of RULE's title; all of them when nothing is left. */
  private static List<RasterStyle.Rule> rules(Kvp kvp, RasterStyle style) {
    OptionalDouble scale = kvp.number("SCALE").stream().mapToDouble(Double::doubleValue).findAny();
    Optional<String> title = kvp.get("RULE");
    List<RasterStyle.Rule> chosen =
        style.rules().stream()
            .filter(r -> scale.isEmpty() || r.holdsAt(scale.getAsDouble()))
            .filter(r -> title.isEmpty() || r.title().equals(title.get()))
            .toList();
    return chosen.isEmpty() ? style.rules() : chosen;
  }

  private static String json(String name, LayerDrawing drawing) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON_FACTORY.createGenerator(text)) {
      json.writeStartObject();
      json.writeArrayFieldStart("Legend");
      json.writeStartObject();
      json.writeStringField("layerName", name);
      json.writeStringField("title", drawing.layer().title());
      json.writeArrayFieldStart("rules");
      for (RasterStyle.Rule rule : drawing.style().rules()) {
        rule(json, rule);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void rule(JsonGenerator json, RasterStyle.Rule rule) throws IOException {
    json.writeStartObject();
    if (!rule.title().isEmpty()) {
      json.writeStringField("title", rule.title());
    }
    json.writeArrayFieldStart("symbolizers");
    json.writeStartObject();
    json.writeObjectFieldStart("Raster");
    RasterSymbolizer symbolizer = rule.symbolizer();
    if (symbolizer.colorMap().isPresent()) {
      colorMap(json, symbolizer.colorMap().get());
    }
    json.writeStringField("opacity", Double.toString(symbolizer.opacity()));
    if (!symbolizer.channels().isEmpty()) {
      channels(json, symbolizer.channels());
    }
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void channels(JsonGenerator json, List<RasterSymbolizer.Channel> channels)
      throws IOException {
    List<String> names = channels.size() == 1 ? List.of("gray") : List.of("red", "green", "blue");
    json.writeObjectFieldStart("channel-selection");
    for (int i = 0; i < names.size(); i++) {
      json.writeStringField(names.get(i), channels.get(i).name());
    }
    json.writeEndObject();
  }

  private static void colorMap(JsonGenerator json, ColorMap map) throws IOException {
    json.writeObjectFieldStart("colormap");
    json.writeArrayFieldStart("entries");
    for (ColorMap.Entry e : map.entries()) {
      json.writeStartObject();
      if (!e.label().isEmpty()) {
        json.writeStringField("label", e.label());
      }
      json.writeStringField("quantity", Double.toString(e.quantity()));
      json.writeStringField("color", String.format("#%06X", e.rgb()));
      if (e.opacity() != 1) {
        json.writeStringField("opacity", Double.toString(e.opacity()));
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeStringField("type", map.type().name().toLowerCase(Locale.ROOT));
    json.writeEndObject();
  }
}
