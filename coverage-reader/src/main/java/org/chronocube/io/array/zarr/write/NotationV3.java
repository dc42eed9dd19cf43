// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.io.array.ElementType;

/** Zarr 3, with consolidated metadata and nodata as zarr-python 3 and xarray have them. */
final class NotationV3 implements Notation {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  static final String DOCUMENT = "zarr.json";

  @Override
  public SortedMap<String, JsonNode> array(Variable variable, Compression compression, int dates) {
    ElementType type = variable.type();
    ObjectNode array = NODES.objectNode();
    array.set("shape", Json.sizes(variable.shape(dates)));
    array.put("data_type", type == null ? "string" : type.name().toLowerCase(Locale.ROOT));
    List<Integer> file = variable.shard() == null ? variable.chunk() : variable.shard();
    array.set("chunk_grid", named("regular", "chunk_shape", Json.sizes(file)));
    array.set("chunk_key_encoding", named("default", "separator", NODES.textNode("/")));
    array.set("fill_value", fill(variable));
    array.set(
        "codecs",
        variable.shard() == null ? codecs(variable, compression) : shards(variable, compression));
    array.set("attributes", attributes(variable));
    array.set("dimension_names", Json.MAPPER.valueToTree(variable.dimensions()));
    array.put("zarr_format", 3);
    array.put("node_type", "array");
    array.set("storage_transformers", NODES.arrayNode());
    SortedMap<String, JsonNode> documents = new TreeMap<>();
    documents.put(variable.name() + "/" + DOCUMENT, array);
    return documents;
  }

  private static ObjectNode named(String name, String parameter, JsonNode value) {
    ObjectNode node = NODES.objectNode().put("name", name);
    node.set("configuration", NODES.objectNode().set(parameter, value));
    return node;
  }

  // Every array has one; where there is nothing to fill it is zero.
  private static JsonNode fill(Variable variable) {
    if (variable.type() == null) {
      return NODES.textNode("");
    }
    return Json.fill(variable.fill() == null ? 0 : variable.fill(), variable.type());
  }

  // xarray takes nodata from this attribute; of floating types it is base64 of a little-endian
  // double.
  private static ObjectNode attributes(Variable variable) {
    ObjectNode attributes = NODES.objectNode();
    if (variable.fill() != null) {
      JsonNode fill = Json.fill(variable.fill(), variable.type());
      attributes.set("_FillValue", isFloating(variable.type()) ? base64(variable.fill()) : fill);
    }
    attributes.setAll((ObjectNode) Json.MAPPER.valueToTree(variable.attributes()));
    return attributes;
  }

  private static boolean isFloating(ElementType type) {
    return type == ElementType.FLOAT32 || type == ElementType.FLOAT64;
  }

  private static JsonNode base64(double value) {
    byte[] bytes =
        ByteBuffer.allocate(Double.BYTES).order(ByteOrder.LITTLE_ENDIAN).putDouble(value).array();
    return NODES.textNode(Base64.getEncoder().encodeToString(bytes));
  }

  private static ArrayNode codecs(Variable variable, Compression compression) {
    ArrayNode codecs = NODES.arrayNode();
    codecs.add(variable.type() == null ? NODES.objectNode().put("name", "vlen-utf8") : bytes());
    if (compression instanceof Compression.Zstd zstd) {
      ObjectNode codec = named("zstd", "level", NODES.numberNode(zstd.level()));
      ((ObjectNode) codec.path("configuration")).put("checksum", false);
      codecs.add(codec);
    } else if (compression instanceof Compression.Blosc blosc) {
      codecs.add(blosc(blosc, variable.elementBytes()));
    }
    return codecs;
  }

  private static ObjectNode bytes() {
    return named("bytes", "endian", NODES.textNode("little"));
  }

  private static ObjectNode blosc(Compression.Blosc blosc, int typeSize) {
    ObjectNode codec = NODES.objectNode().put("name", "blosc");
    codec
        .putObject("configuration")
        .put("typesize", typeSize)
        .put("cname", blosc.codec().name().toLowerCase(Locale.ROOT))
        .put("clevel", blosc.level())
        .put("shuffle", blosc.shuffle() ? "shuffle" : "noshuffle")
        .put("blocksize", 0);
    return codec;
  }

  private static ArrayNode shards(Variable variable, Compression compression) {
    ObjectNode codec = named("sharding_indexed", "chunk_shape", Json.sizes(variable.chunk()));
    ObjectNode configuration = (ObjectNode) codec.path("configuration");
    configuration.set("codecs", codecs(variable, compression));
    configuration
        .putArray("index_codecs")
        .add(bytes())
        .add(NODES.objectNode().put("name", "crc32c"));
    configuration.put("index_location", "end");
    return NODES.arrayNode().add(codec);
  }

  @Override
  public SortedMap<String, JsonNode> root(Map<String, String> attributes) {
    return new TreeMap<>();
  }

  @Override
  public String consolidatedPath() {
    return DOCUMENT;
  }

  @Override
  public JsonNode consolidated(SortedMap<String, JsonNode> arrays, Map<String, String> attributes) {
    ObjectNode root = NODES.objectNode();
    root.set("attributes", Json.MAPPER.valueToTree(attributes));
    root.put("zarr_format", 3);
    ObjectNode consolidated = root.putObject("consolidated_metadata");
    consolidated.put("kind", "inline").put("must_understand", false);
    ObjectNode metadata = consolidated.putObject("metadata");
    arrays.forEach(
        (path, node) ->
            metadata.set(path.substring(0, path.length() - DOCUMENT.length() - 1), node));
    return root.put("node_type", "group");
  }

  @Override
  public SortedMap<String, JsonNode> arrays(JsonNode consolidated) {
    SortedMap<String, JsonNode> arrays = new TreeMap<>();
    for (var entry : consolidated.path("consolidated_metadata").path("metadata").properties()) {
      arrays.put(entry.getKey() + "/" + DOCUMENT, entry.getValue());
    }
    return arrays;
  }

  @Override
  public String file(Variable variable, int[] index) {
    return Stream.concat(
            Stream.of(variable.name(), "c"), Arrays.stream(index).mapToObj(Integer::toString))
        .collect(Collectors.joining("/"));
  }

  @Override
  public String folder(Variable variable, int first) {
    return variable.name() + "/c/" + first;
  }

  /** Number of texts, then each with the number of its bytes before it, in UTF-8. */
  @Override
  public byte[] texts(List<String> texts, int longest) {
    List<byte[]> all = texts.stream().map(t -> t.getBytes(StandardCharsets.UTF_8)).toList();
    int size = all.stream().mapToInt(t -> Integer.BYTES + t.length).sum();
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES + size).order(ByteOrder.LITTLE_ENDIAN).putInt(all.size());
    all.forEach(t -> bytes.putInt(t.length).put(t));
    return bytes.array();
  }
}
