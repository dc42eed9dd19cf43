// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.List;
import org.chronocube.io.array.ElementType;

/** What the notations of metadata have in common. */
final class Json {

  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  static byte[] bytes(JsonNode node) {
    try {
      return MAPPER.writeValueAsBytes(node);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("metadata cannot be written: " + node, e);
    }
  }

  static JsonNode read(byte[] document) throws IOException {
    return MAPPER.readTree(document);
  }

  /** True when both are the same document once written. */
  static boolean areEqual(JsonNode a, JsonNode b) {
    return a.toString().equals(b.toString());
  }

  static JsonNode sizes(List<Integer> sizes) {
    return MAPPER.valueToTree(sizes);
  }

  /** A fill value; NaN is a text, for JSON has no number for it. */
  static JsonNode fill(double value, ElementType type) {
    boolean floating = type == ElementType.FLOAT32 || type == ElementType.FLOAT64;
    if (!floating) {
      return NODES.numberNode((long) value);
    }
    if (Double.isInfinite(value)) {
      return NODES.textNode(value > 0 ? "Infinity" : "-Infinity");
    }
    return Double.isNaN(value) ? NODES.textNode("NaN") : NODES.numberNode(value);
  }
}
