// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Shape;
import org.chronocube.index.IndexException;
import org.chronocube.scene.Granule;

/**
 * Granules as JSON. The bands of a scene share grids, radiometry and the beginning of their URIs,
 * so each is written once:
 *
 * <pre>
 * {"base": "file:///archive/S2A_…/",
 *  "grids": [{"crs": "EPSG:32631", "shape": [h, w], "affine": [a, b, c, d, e, f]}],
 *  "samples": [{"type": "uint16", "nodata": 0, "scale": 1.0E-4, "offset": -0.1}],
 *  "granules": [{"band": "B04", "uri": "B04.tif", "fileBand": 0, "grid": 0, "samples": 0}]}
 * </pre>
 */
final class GranuleCodec {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private GranuleCodec() {}

  /** How samples are stored and what they mean. */
  private record Samples(DataType type, NoData noData, Scaling scaling) {

    static Samples of(Granule granule) {
      return new Samples(granule.type(), granule.noData(), granule.scaling());
    }
  }

  static String write(List<Granule> granules) {
    String base = base(granules);
    List<GeoBox> grids = granules.stream().map(Granule::grid).distinct().toList();
    List<Samples> samples = granules.stream().map(Samples::of).distinct().toList();
    ObjectNode root = NODES.objectNode();
    root.put("base", base);
    ArrayNode gridNodes = root.putArray("grids");
    grids.forEach(grid -> gridNodes.add(write(grid)));
    ArrayNode sampleNodes = root.putArray("samples");
    samples.forEach(kind -> sampleNodes.add(write(kind)));
    ArrayNode granuleNodes = root.putArray("granules");
    for (Granule granule : granules) {
      ObjectNode node = granuleNodes.addObject();
      node.put("band", granule.band());
      node.put("uri", granule.uri().toString().substring(base.length()));
      node.put("fileBand", granule.fileBand());
      node.put("grid", grids.indexOf(granule.grid()));
      node.put("samples", samples.indexOf(Samples.of(granule)));
    }
    return root.toString();
  }

  static List<Granule> read(String json, String scene) {
    try {
      JsonNode root = Dialect.JsonText.MAPPER.readTree(json);
      List<GeoBox> grids = new ArrayList<>();
      root.required("grids").forEach(node -> grids.add(readGrid(node)));
      List<Samples> samples = new ArrayList<>();
      root.required("samples").forEach(node -> samples.add(readSamples(node)));
      String base = root.required("base").asText();
      List<Granule> granules = new ArrayList<>();
      for (JsonNode node : root.required("granules")) {
        Samples kind = samples.get(node.required("samples").asInt());
        granules.add(
            new Granule(
                node.required("band").asText(),
                URI.create(base + node.required("uri").asText()),
                node.required("fileBand").asInt(),
                grids.get(node.required("grid").asInt()),
                kind.type(),
                kind.noData(),
                kind.scaling()));
      }
      return granules;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IndexException("granules of scene " + scene + " cannot be decoded", e);
    }
  }

  /** What all URIs begin with. */
  private static String base(List<Granule> granules) {
    String base = granules.isEmpty() ? "" : granules.get(0).uri().toString();
    for (Granule granule : granules) {
      String uri = granule.uri().toString();
      int same = 0;
      while (same < Math.min(base.length(), uri.length())
          && base.charAt(same) == uri.charAt(same)) {
        same++;
      }
      base = base.substring(0, same);
    }
    return base;
  }

  private static ObjectNode write(Samples samples) {
    ObjectNode node = NODES.objectNode();
    node.put("type", samples.type().id());
    RadiometryCodec.write(samples.noData(), samples.scaling(), node);
    return node;
  }

  private static Samples readSamples(JsonNode node) {
    return new Samples(
        DataType.parse(node.required("type").asText()),
        RadiometryCodec.noData(node),
        RadiometryCodec.scaling(node));
  }

  private static ObjectNode write(GeoBox grid) {
    ObjectNode node = NODES.objectNode();
    node.put("crs", grid.crs());
    node.putArray("shape").add(grid.height()).add(grid.width());
    Affine t = grid.affine();
    node.putArray("affine").add(t.a()).add(t.b()).add(t.c()).add(t.d()).add(t.e()).add(t.f());
    return node;
  }

  private static GeoBox readGrid(JsonNode node) {
    JsonNode shape = node.required("shape");
    JsonNode t = node.required("affine");
    return new GeoBox(
        new Shape(shape.get(0).asInt(), shape.get(1).asInt()),
        new Affine(
            t.get(0).asDouble(),
            t.get(1).asDouble(),
            t.get(2).asDouble(),
            t.get(3).asDouble(),
            t.get(4).asDouble(),
            t.get(5).asDouble()),
        node.required("crs").asText());
  }
}
