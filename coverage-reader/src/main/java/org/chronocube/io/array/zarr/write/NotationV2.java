// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.chronocube.io.array.ElementType;

/** Zarr 2, with the names of dimensions as xarray has them. */
final class NotationV2 implements Notation {

  static final String CONSOLIDATED = ".zmetadata";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final String crs;

  /**
   * @param crs identifier of the CRS of all data
   */
  NotationV2(String crs) {
    this.crs = crs;
  }

  @Override
  public SortedMap<String, JsonNode> array(Variable variable, Compression compression, int dates) {
    ObjectNode array = NODES.objectNode();
    array.set("chunks", Json.sizes(variable.chunk()));
    array.set("compressor", compressor(compression));
    array.put("dimension_separator", "/");
    array.put("dtype", type(variable));
    array.set(
        "fill_value",
        variable.fill() == null ? NODES.nullNode() : Json.fill(variable.fill(), variable.type()));
    array.set("filters", NODES.nullNode());
    array.put("order", "C");
    array.set("shape", Json.sizes(variable.shape(dates)));
    array.put("zarr_format", 2);
    ObjectNode attributes = NODES.objectNode();
    attributes.set("_ARRAY_DIMENSIONS", Json.MAPPER.valueToTree(variable.dimensions()));
    attributes.setAll((ObjectNode) Json.MAPPER.valueToTree(variable.attributes()));
    if (variable.attributes().containsKey(StoreVariables.MAPPING_ATTRIBUTE)) {
      attributes.set("_CRS", crs(crs));
    }
    SortedMap<String, JsonNode> documents = new TreeMap<>();
    documents.put(variable.name() + "/.zarray", array);
    documents.put(variable.name() + "/.zattrs", attributes);
    return documents;
  }

  // GDAL before 3.9 does not look for a grid mapping.
  private static JsonNode crs(String id) {
    String code = id.substring(id.indexOf(':') + 1);
    String authority = id.substring(0, id.indexOf(':'));
    return NODES
        .objectNode()
        .put("url", "http://www.opengis.net/def/crs/" + authority + "/0/" + code);
  }

  private static String type(Variable variable) {
    ElementType type = variable.type();
    if (type == null) {
      return "<U" + variable.longestText();
    }
    String name = type.name();
    char kind = Character.toLowerCase(name.charAt(0));
    return (type.bytes() == 1 ? "|" : "<") + kind + type.bytes();
  }

  // The parameters are those of numcodecs, which names codecs by "id".
  private static JsonNode compressor(Compression compression) {
    ObjectNode node = NODES.objectNode();
    if (compression instanceof Compression.Zstd zstd) {
      return node.put("id", "zstd").put("level", zstd.level());
    } else if (compression instanceof Compression.Blosc blosc) {
      return node.put("id", "blosc")
          .put("cname", blosc.codec().name().toLowerCase(Locale.ROOT))
          .put("clevel", blosc.level())
          .put("shuffle", blosc.shuffle() ? 1 : 0)
          .put("blocksize", 0);
    }
    return NODES.nullNode();
  }

  @Override
  public SortedMap<String, JsonNode> root(Map<String, String> attributes) {
    SortedMap<String, JsonNode> documents = new TreeMap<>();
    documents.put(".zgroup", NODES.objectNode().put("zarr_format", 2));
    documents.put(".zattrs", Json.MAPPER.valueToTree(attributes));
    return documents;
  }

  @Override
  public String consolidatedPath() {
    return CONSOLIDATED;
  }

  @Override
  public JsonNode consolidated(SortedMap<String, JsonNode> arrays, Map<String, String> attributes) {
    ObjectNode metadata = NODES.objectNode();
    metadata.setAll(root(attributes));
    metadata.setAll(arrays);
    ObjectNode node = NODES.objectNode();
    node.set("metadata", metadata);
    return node.put("zarr_consolidated_format", 1);
  }

  @Override
  public SortedMap<String, JsonNode> arrays(JsonNode consolidated) {
    SortedMap<String, JsonNode> arrays = new TreeMap<>();
    for (var entry : consolidated.path("metadata").properties()) {
      if (entry.getKey().contains("/")) {
        arrays.put(entry.getKey(), entry.getValue());
      }
    }
    return arrays;
  }

  @Override
  public String file(Variable variable, int[] index) {
    String numbers =
        index.length == 0
            ? "0"
            : Arrays.stream(index).mapToObj(Integer::toString).collect(Collectors.joining("/"));
    return variable.name() + "/" + numbers;
  }

  @Override
  public String folder(Variable variable, int first) {
    return variable.name() + "/" + first;
  }

  /** UTF-32, each text as long as the longest. */
  @Override
  public byte[] texts(List<String> texts, int longest) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES * longest * texts.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < texts.size(); i++) {
      bytes.position(i * longest * Integer.BYTES);
      texts.get(i).codePoints().forEach(bytes::putInt);
    }
    return bytes.array();
  }
}
