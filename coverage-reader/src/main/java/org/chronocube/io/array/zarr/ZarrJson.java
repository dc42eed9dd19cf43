// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What both versions of the metadata have in common. */
final class ZarrJson {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private ZarrJson() {}

  static JsonNode read(byte[] document) throws IOException {
    JsonNode node = JSON.readTree(document);
    if (!node.isObject()) {
      throw new IOException("Zarr metadata must be a JSON object");
    }
    return node;
  }

  static List<Integer> integers(JsonNode list) throws IOException {
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode n : list) {
      if (!n.canConvertToInt()) {
        throw new IOException("sizes must be integers below 2^31, was " + n);
      }
      numbers.add(n.asInt());
    }
    return numbers;
  }

  static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(n -> texts.add(n.asText("")));
    return texts;
  }

  /** Names that are not given are empty. */
  static List<String> dimensions(JsonNode names, int rank) {
    List<String> texts = texts(names);
    while (texts.size() < rank) {
      texts.add("");
    }
    return texts;
  }

  /** Attributes as numbers, strings and lists; objects are left out. */
  static Map<String, Object> attributes(JsonNode node) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (var entry : node.properties()) {
      Object value = value(entry.getValue());
      if (value != null) {
        attributes.put(entry.getKey(), value);
      }
    }
    return attributes;
  }

  private static Object value(JsonNode node) {
    if (node.isNumber()) {
      return node.numberValue();
    } else if (node.isTextual()) {
      return node.asText();
    } else if (node.isBoolean()) {
      return node.asBoolean() ? 1 : 0;
    } else if (node.isArray()) {
      List<Object> list = new ArrayList<>();
      for (JsonNode n : node) {
        Object v = value(n);
        if (v == null) {
          return null;
        }
        list.add(v);
      }
      return list;
    }
    return null;
  }

  /**
   * An element as metadata write it: a number, a boolean, or for floating types {@code "NaN"},
   * {@code "Infinity"}, {@code "-Infinity"} or their bits as {@code "0x7fc00000"}.
   */
  static double element(JsonNode node) throws IOException {
    if (node.isNumber()) {
      return node.asDouble();
    } else if (node.isBoolean()) {
      return node.asBoolean() ? 1 : 0;
    }
    String text = node.asText();
    if (text.startsWith("0x") && (text.length() == 10 || text.length() == 18)) {
      long bits = Long.parseUnsignedLong(text.substring(2), 16);
      return text.length() == 10 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> throw new IOException("fill_value must be a number, was " + node);
    };
  }
}
