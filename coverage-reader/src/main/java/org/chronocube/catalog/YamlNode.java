// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.chronocube.InvalidParameterException;

/**
 * A value of a YAML document that knows where it stands, so that every complaint can say so.
 *
 * @param path e.g. {@code cubes[2].bands[0].nodata}; empty for the document
 * @param value Map, List, String, Number, Boolean or null when the key is absent
 */
record YamlNode(String path, Object value) {

  boolean isPresent() {
    return value != null;
  }

  boolean isMap() {
    return value instanceof Map;
  }

  InvalidParameterException error(String rule) {
    String where = path.isEmpty() ? "the document" : path;
    return new InvalidParameterException(path, where + " must be " + rule + ", was " + shown());
  }

  private String shown() {
    if (value == null) {
      return "missing";
    }
    String text = value instanceof Map ? "a mapping" : String.valueOf(value);
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }

  /** This node as a mapping in which only the given keys may occur. */
  YamlNode mapping(Set<String> keys) {
    if (!(value instanceof Map<?, ?> map)) {
      throw error("a mapping");
    }
    for (Object key : map.keySet()) {
      if (!keys.contains(String.valueOf(key))) {
        String at = child(String.valueOf(key)).path;
        throw new InvalidParameterException(
            at, at + " must be one of " + List.copyOf(new TreeSet<>(keys)));
      }
    }
    return this;
  }

  /** A key of this mapping, present or not. */
  YamlNode get(String key) {
    return new YamlNode(child(key).path, ((Map<?, ?>) value).get(key));
  }

  private YamlNode child(String key) {
    return new YamlNode(path.isEmpty() ? key : path + "." + key, null);
  }

  /** The elements of a list. */
  List<YamlNode> list() {
    if (!(value instanceof List<?> items)) {
      throw error("a list");
    }
    List<YamlNode> nodes = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      nodes.add(new YamlNode(path + "[" + i + "]", items.get(i)));
    }
    return nodes;
  }

  /** As {@link #list}, empty when absent. */
  List<YamlNode> listOrEmpty() {
    return isPresent() ? list() : List.of();
  }

  String text() {
    if (value instanceof String s && !s.isBlank()) {
      return s.strip();
    }
    throw error("text");
  }

  String textOr(String other) {
    return isPresent() ? scalar() : other;
  }

  /** Text, or a number or boolean that was written without quotes. */
  String scalar() {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value).strip();
    }
    throw error("text");
  }

  double number() {
    if (value instanceof Number n) {
      return n.doubleValue();
    }
    if (value instanceof String s && s.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    throw error("a number");
  }

  double numberOr(double other) {
    return isPresent() ? number() : other;
  }

  /** A whole number, as such or as text such as {@code 0x18}. */
  long whole() {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw error("a whole number");
  }

  boolean flagOr(boolean other) {
    if (!isPresent()) {
      return other;
    }
    if (value instanceof Boolean b) {
      return b;
    }
    throw error("true or false");
  }

  /** Numbers of a list of exactly this length. */
  double[] numbers(int count) {
    List<YamlNode> nodes = list();
    if (nodes.size() != count) {
      throw error("a list of " + count + " numbers");
    }
    return nodes.stream().mapToDouble(YamlNode::number).toArray();
  }

  /** A mapping of names to scalars; empty when absent. */
  Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    if (!isPresent()) {
      return options;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw error("a mapping");
    }
    for (Object key : map.keySet()) {
      options.put(String.valueOf(key), get(String.valueOf(key)).scalar());
    }
    return options;
  }

  /** What a parser of text makes of this; its complaint gets this node's path. */
  <T> T parsed(Function<String, T> parser) {
    return checked(() -> parser.apply(scalar()));
  }

  /** What a constructor makes; its complaint gets this node's path. */
  <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException(path, path + ": " + e.getMessage(), e);
    }
  }
}
