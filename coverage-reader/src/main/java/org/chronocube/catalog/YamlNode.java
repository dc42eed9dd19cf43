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
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A value of a YAML document that knows where it stands, so that every complaint can say so.
 *
 * @param path e.g. {@code cubes[2].bands[0].nodata}; empty for the document
 * @param value Map, List, String, Number, Boolean or null when the key is absent
 */
public record YamlNode(String path, Object value) {

  private static final int MAX_CHARACTERS = 4 << 20;
  private static final int MAX_ALIASES = 100;
  private static final int MAX_DEPTH = 20;

  /**
   * A document, JSON being YAML too. Only plain data: no tag makes anything else of it.
   *
   * @param what it is, for complaints
   * @throws InvalidParameterException when it is broken or past the limits
   */
  public static YamlNode load(String text, String what) {
    LoaderOptions options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    options.setMaxAliasesForCollections(MAX_ALIASES);
    options.setNestingDepthLimit(MAX_DEPTH);
    options.setCodePointLimit(MAX_CHARACTERS);
    try {
      return new YamlNode("", new Yaml(new SafeConstructor(options)).load(text));
    } catch (YAMLException e) {
      throw new InvalidParameterException(
          what, what + " must be YAML within limits: " + where(e), e);
    }
  }

  // Without the lines around it: there may be secrets in them.
  private static String where(YAMLException e) {
    return e instanceof MarkedYAMLException marked && marked.getProblemMark() != null
        ? marked.getProblem() + " in line " + (marked.getProblemMark().getLine() + 1)
        : e.getMessage();
  }

  public boolean isPresent() {
    return value != null;
  }

  public boolean isMap() {
    return value instanceof Map;
  }

  public InvalidParameterException error(String rule) {
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
  public YamlNode mapping(Set<String> keys) {
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

  /** The keys of this mapping; none when absent. */
  public List<String> keys() {
    if (!isPresent()) {
      return List.of();
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw error("a mapping");
    }
    return map.keySet().stream().map(String::valueOf).toList();
  }

  /** A key of this mapping, present or not. */
  public YamlNode get(String key) {
    return new YamlNode(child(key).path, ((Map<?, ?>) value).get(key));
  }

  private YamlNode child(String key) {
    return new YamlNode(path.isEmpty() ? key : path + "." + key, null);
  }

  /** The elements of a list. */
  public List<YamlNode> list() {
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
  public List<YamlNode> listOrEmpty() {
    return isPresent() ? list() : List.of();
  }

  public String text() {
    if (value instanceof String s && !s.isBlank()) {
      return s.strip();
    }
    throw error("text");
  }

  public String textOr(String other) {
    return isPresent() ? scalar() : other;
  }

  /** Text, or a number or boolean that was written without quotes. */
  public String scalar() {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return String.valueOf(value).strip();
    }
    throw error("text");
  }

  public double number() {
    if (value instanceof Number n) {
      return n.doubleValue();
    }
    if (value instanceof String s && s.equalsIgnoreCase("nan")) {
      return Double.NaN;
    }
    throw error("a number");
  }

  public double numberOr(double other) {
    return isPresent() ? number() : other;
  }

  /** A whole number, as such or as text such as {@code 0x18}. */
  public long whole() {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw error("a whole number");
  }

  public boolean flagOr(boolean other) {
    if (!isPresent()) {
      return other;
    }
    if (value instanceof Boolean b) {
      return b;
    }
    throw error("true or false");
  }

  /** Numbers of a list of exactly this length. */
  public double[] numbers(int count) {
    List<YamlNode> nodes = list();
    if (nodes.size() != count) {
      throw error("a list of " + count + " numbers");
    }
    return nodes.stream().mapToDouble(YamlNode::number).toArray();
  }

  /**
   * A mapping of names to text; empty when absent. A list is written with commas, a mapping as
   * {@code KEY=VALUE} pairs with commas.
   */
  public Map<String, String> options() {
    Map<String, String> options = new LinkedHashMap<>();
    if (!isPresent()) {
      return options;
    }
    if (!(value instanceof Map<?, ?> map)) {
      throw error("a mapping");
    }
    for (Object key : map.keySet()) {
      options.put(String.valueOf(key), get(String.valueOf(key)).joined());
    }
    return options;
  }

  private String joined() {
    if (value instanceof List) {
      return list().stream().map(YamlNode::scalar).collect(Collectors.joining(", "));
    }
    return isMap()
        ? keys().stream()
            .map(key -> key + "=" + get(key).scalar())
            .collect(Collectors.joining(", "))
        : scalar();
  }

  /** What a parser of text makes of this; its complaint gets this node's path. */
  public <T> T parsed(Function<String, T> parser) {
    return checked(() -> parser.apply(scalar()));
  }

  /** What a constructor makes; its complaint gets this node's path. */
  public <T> T checked(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException(path, path + ": " + e.getMessage(), e);
    }
  }
}
