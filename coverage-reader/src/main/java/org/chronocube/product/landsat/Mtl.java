// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.landsat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.chronocube.product.MetadataXml;
import org.chronocube.product.SceneParseException;

/**
 * The metadata file of a product ({@code …_MTL.txt}, {@code .xml} or {@code .json}, which say the
 * same): values by group.
 *
 * <p>Source: USGS LSDS-1822 and LSDS-1619, Landsat Collection 2 data format control books. The text
 * form is ODL: {@code GROUP = NAME}, {@code KEY = value}, {@code END_GROUP = NAME}.
 *
 * @param file in which it is, for messages
 * @param groups value by key, by group
 */
record Mtl(Path file, Map<String, Map<String, String>> groups) {

  private static final long MAX_BYTES = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws SceneParseException when it cannot be read, or is larger than 1 MiB
   */
  static Mtl read(Path file) {
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".xml")) {
      MetadataXml.read(
          file,
          Set.of(),
          leaf -> put(groups, leaf.element().parent().name(), leaf.name(), leaf.text()));
    } else if (name.endsWith(".json")) {
      readJson(file, groups);
    } else {
      readText(text(file), groups);
    }
    if (!groups.containsKey("PRODUCT_CONTENTS")) {
      throw new SceneParseException(file + " must have the group PRODUCT_CONTENTS of Collection 2");
    }
    return new Mtl(file, groups);
  }

  private static void put(
      Map<String, Map<String, String>> groups, String group, String key, String value) {
    groups.computeIfAbsent(group, g -> new LinkedHashMap<>()).put(key, value);
  }

  /** A small text file. */
  static String text(Path file) {
    return text(file, MAX_BYTES);
  }

  static String text(Path file, long maxBytes) {
    try {
      if (Files.size(file) > maxBytes) {
        throw new SceneParseException(
            file + " must be at most " + maxBytes + " bytes, is " + Files.size(file));
      }
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SceneParseException(file + " must be readable: " + e.getMessage(), e);
    }
  }

  private static void readText(String text, Map<String, Map<String, String>> groups) {
    Deque<String> open = new ArrayDeque<>();
    for (String line : text.split("\n")) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        continue;
      }
      String key = line.substring(0, equals).strip();
      String value = line.substring(equals + 1).strip();
      switch (key) {
        case "GROUP" -> open.push(value);
        case "END_GROUP" -> open.poll();
        default -> {
          boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
          String plain = quoted ? value.substring(1, value.length() - 1) : value;
          put(groups, open.isEmpty() ? "" : open.peek(), key, plain);
        }
      }
    }
  }

  private static void readJson(Path file, Map<String, Map<String, String>> groups) {
    try {
      JsonNode root = JSON.readTree(text(file)).path("LANDSAT_METADATA_FILE");
      for (var group : root.properties()) {
        for (var entry : group.getValue().properties()) {
          put(groups, group.getKey(), entry.getKey(), entry.getValue().asText());
        }
      }
    } catch (IOException e) {
      throw new SceneParseException(file + " must be JSON: " + e.getMessage(), e);
    }
  }

  /** A value; empty when it is missing or {@code NULL}. */
  Optional<String> value(String group, String key) {
    return Optional.ofNullable(groups.getOrDefault(group, Map.of()).get(key))
        .filter(v -> !v.isEmpty() && !v.equals("NULL"));
  }

  /**
   * @throws SceneParseException when it is missing
   */
  String required(String group, String key) {
    return value(group, key)
        .orElseThrow(
            () -> new SceneParseException(file + " must have " + key + " in the group " + group));
  }

  /**
   * @throws SceneParseException when it is no number
   */
  OptionalDouble number(String group, String key) {
    Optional<String> text = value(group, key);
    if (text.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text.get()));
    } catch (NumberFormatException e) {
      throw new SceneParseException(
          key + " must be a number, was " + text.get() + " in " + file, e);
    }
  }

  /**
   * @throws SceneParseException when it is missing or no number
   */
  double requiredNumber(String group, String key) {
    required(group, key);
    return number(group, key).orElseThrow();
  }
}
