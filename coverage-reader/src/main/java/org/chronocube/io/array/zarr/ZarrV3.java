// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.io.array.ElementType;

/** Metadata of arrays of Zarr version 3: {@code zarr.json}. */
final class ZarrV3 {

  private static final String SHARDING = "sharding_indexed";

  private ZarrV3() {}

  static ElementType type(JsonNode array) throws IOException {
    JsonNode name = array.path("data_type");
    return ElementType.of(name.asText())
        .orElseThrow(() -> new IOException("data_type must be of a number, was " + name));
  }

  static ZarrLayout layout(String name, JsonNode array) throws IOException {
    if (!array.path("chunk_grid").path("name").asText().equals("regular")) {
      throw new IOException("chunk_grid must be regular, was " + array.path("chunk_grid"));
    }
    if (!array.path("storage_transformers").isEmpty()) {
      throw new IOException("storage_transformers must be none");
    }
    List<Integer> shape = ZarrJson.integers(array.path("shape"));
    List<Integer> file =
        ZarrJson.integers(array.path("chunk_grid").path("configuration").path("chunk_shape"));
    ElementType type = type(array);
    JsonNode codecs = array.path("codecs");
    JsonNode sharding = codecs.path(0);
    boolean isSharded = sharding.path("name").asText().equals(SHARDING);
    if (isSharded && codecs.size() > 1) {
      throw new IOException("shards must not be encoded further, codecs are " + codecs);
    }
    JsonNode inner = sharding.path("configuration");
    List<Integer> chunk = isSharded ? ZarrJson.integers(inner.path("chunk_shape")) : file;
    ArrayInfo info =
        new ArrayInfo(
            name,
            type,
            ZarrJson.dimensions(array.path("dimension_names"), shape.size()),
            shape,
            chunk,
            attributes(array.path("attributes"), type));
    return new ZarrLayout(
        info,
        coding(isSharded ? inner.path("codecs") : codecs, shape.size()),
        isSharded ? sharding(inner, file, chunk) : null,
        ZarrJson.element(array.path("fill_value")),
        keys(array.path("chunk_key_encoding")));
  }

  private static ZarrLayout.ChunkKeys keys(JsonNode encoding) throws IOException {
    JsonNode separator = encoding.path("configuration").path("separator");
    return switch (encoding.path("name").asText()) {
      case "default" -> new ZarrLayout.ChunkKeys("c", separator.asText("/"));
      case "v2" -> new ZarrLayout.ChunkKeys("", separator.asText("."));
      default -> throw new IOException("chunk_key_encoding must be default or v2, was " + encoding);
    };
  }

  // xarray writes the fill value of floats as base64 of their bytes.
  private static Map<String, Object> attributes(JsonNode node, ElementType type)
      throws IOException {
    Map<String, Object> attributes = ZarrJson.attributes(node);
    if (attributes.get("_FillValue") instanceof String text) {
      attributes.put("_FillValue", fillValue(text, type));
    }
    return attributes;
  }

  private static double fillValue(String text, ElementType type) throws IOException {
    boolean floating = type == ElementType.FLOAT32 || type == ElementType.FLOAT64;
    try {
      if (floating && !text.equals("NaN")) {
        byte[] bytes = Base64.getDecoder().decode(text);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return bytes.length == Float.BYTES ? buffer.getFloat() : buffer.getDouble();
      }
      return text.equals("NaN") ? Double.NaN : Double.parseDouble(text);
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new IOException("_FillValue must be a number or base64, was " + text, e);
    }
  }

  private static ChunkCoding coding(JsonNode codecs, int rank) throws IOException {
    List<Integer> axes = IntStream.range(0, rank).boxed().toList();
    ByteOrder order = null;
    List<BytesCodec> bytes = new ArrayList<>();
    for (JsonNode codec : codecs) {
      String name = codec.path("name").asText();
      if (name.equals("transpose")) {
        axes = transposed(axes, ZarrJson.integers(codec.path("configuration").path("order")));
      } else if (name.equals("bytes")) {
        order = order(codec);
      } else {
        bytes.add(0, Codecs.v3(codec));
      }
    }
    if (order == null) {
      throw new IOException("codecs must have bytes among them, are " + codecs);
    }
    return new ChunkCoding(order, axes, bytes);
  }

  private static List<Integer> transposed(List<Integer> axes, List<Integer> order)
      throws IOException {
    if (!order.stream().sorted().toList().equals(axes.stream().sorted().toList())) {
      throw new IOException("the order of transpose must name every axis once, was " + order);
    }
    return order.stream().map(axes::get).toList();
  }

  private static ByteOrder order(JsonNode codec) {
    String endian = codec.path("configuration").path("endian").asText();
    return endian.equals("big") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static Sharding sharding(JsonNode node, List<Integer> file, List<Integer> chunk)
      throws IOException {
    List<Integer> counts = new ArrayList<>();
    for (int d = 0; d < file.size(); d++) {
      if (d >= chunk.size() || chunk.get(d) < 1 || file.get(d) % chunk.get(d) != 0) {
        throw new IOException("shards must hold whole chunks, are " + file + " of " + chunk);
      }
      counts.add(file.get(d) / chunk.get(d));
    }
    List<BytesCodec> codecs = new ArrayList<>();
    boolean checksum = false;
    for (JsonNode codec : node.path("index_codecs")) {
      String name = codec.path("name").asText();
      if (name.equals("crc32c")) {
        checksum = true;
        codecs.add(0, Codecs.v3(codec));
      } else if (!name.equals("bytes") || order(codec) != ByteOrder.LITTLE_ENDIAN) {
        throw new IOException("index_codecs must be bytes (little) and crc32c, has " + codec);
      }
    }
    boolean atEnd = node.path("index_location").asText("end").equals("end");
    return new Sharding(counts, codecs, checksum, atEnd);
  }
}
