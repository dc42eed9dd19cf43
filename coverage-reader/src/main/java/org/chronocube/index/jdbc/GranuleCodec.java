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
 * Granules as JSON. The bands of a scene share few grids, so each grid is written once:
 *
 * <pre>
 * {"grids": [{"crs": "EPSG:32631", "shape": [h, w], "affine": [a, b, c, d, e, f]}],
 *  "granules": [{"band": "B04", "uri": "file:…", "fileBand": 0, "grid": 0, "type": "uint16",
 *                "nodata": 0, "scale": 1.0E-4, "offset": -0.1}]}
 * </pre>
 */
final class GranuleCodec {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private GranuleCodec() {}

  static String write(List<Granule> granules) {
    List<GeoBox> grids = granules.stream().map(Granule::grid).distinct().toList();
    ObjectNode root = NODES.objectNode();
    ArrayNode gridNodes = root.putArray("grids");
    grids.forEach(grid -> gridNodes.add(write(grid)));
    ArrayNode granuleNodes = root.putArray("granules");
    for (Granule granule : granules) {
      ObjectNode node = granuleNodes.addObject();
      node.put("band", granule.band());
      node.put("uri", granule.uri().toString());
      node.put("fileBand", granule.fileBand());
      node.put("grid", grids.indexOf(granule.grid()));
      node.put("type", granule.type().id());
      RadiometryCodec.write(granule.noData(), granule.scaling(), node);
    }
    return root.toString();
  }

  static List<Granule> read(String json, String scene) {
    try {
      JsonNode root = Dialect.JsonText.MAPPER.readTree(json);
      List<GeoBox> grids = new ArrayList<>();
      root.path("grids").forEach(node -> grids.add(readGrid(node)));
      List<Granule> granules = new ArrayList<>();
      root.path("granules").forEach(node -> granules.add(readGranule(node, grids)));
      return granules;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IndexException("granules of scene " + scene + " cannot be decoded", e);
    }
  }

  private static Granule readGranule(JsonNode node, List<GeoBox> grids) {
    NoData noData = RadiometryCodec.noData(node);
    Scaling scaling = RadiometryCodec.scaling(node);
    return new Granule(
        node.required("band").asText(),
        URI.create(node.required("uri").asText()),
        node.required("fileBand").asInt(),
        grids.get(node.required("grid").asInt()),
        DataType.parse(node.required("type").asText()),
        noData,
        scaling);
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
