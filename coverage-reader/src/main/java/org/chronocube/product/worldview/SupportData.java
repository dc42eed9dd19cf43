// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.worldview;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.product.SceneParseException;
import org.chronocube.xml.XmlElement;
import org.chronocube.xml.XmlException;

/**
 * Imagery support data, as {@code .IMD} (text) and {@code .XML} say them alike: values of the image
 * and of groups such as {@code BAND_R} and {@code IMAGE_1}. Names are in lower case: {@code
 * abscalfactor}.
 *
 * @param values of the image as a whole
 * @param groups by their names, e.g. {@code BAND_R}, in the order of the document
 * @param document for messages
 */
record SupportData(
    Map<String, String> values, Map<String, Map<String, String>> groups, String document) {

  private static final long MAX_BYTES = 4 << 20;
  private static final Set<String> LONG_LISTS = Set.of("EPH", "ATT", "GEO", "TIL", "RPB");
  private static final Pattern LINE = Pattern.compile("(\\w+)\\s*=\\s*\"?([^\";]*?)\"?\\s*;?\\s*");

  /**
   * @throws SceneParseException when it cannot be read
   * @throws XmlException when it is broken XML
   */
  static SupportData read(Path file) {
    if (file.getFileName().toString().toUpperCase(Locale.ROOT).endsWith(".XML")) {
      XmlElement document = XmlElement.read(file, LONG_LISTS);
      return ofXml(
          document
              .find("IMD")
              .orElseThrow(() -> new XmlException(file + " must have an IMD, has none")));
    }
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new SceneParseException(file + " must be at most 4 MiB, is " + Files.size(file));
      }
      return ofText(Files.readString(file, StandardCharsets.ISO_8859_1), file.toString());
    } catch (IOException e) {
      throw new SceneParseException(file + " must be readable: " + e.getMessage(), e);
    }
  }

  private static SupportData ofXml(XmlElement imd) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    for (XmlElement child : imd.children()) {
      if (child.children().isEmpty()) {
        values.put(child.name().toLowerCase(Locale.ROOT), child.text());
      } else {
        Map<String, String> group = new LinkedHashMap<>();
        child.children().forEach(c -> group.put(c.name().toLowerCase(Locale.ROOT), c.text()));
        groups.put(child.name(), group);
      }
    }
    return new SupportData(values, groups, imd.document());
  }

  // Lists, in parentheses over several lines, say nothing that is needed here.
  private static SupportData ofText(String text, String document) {
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, Map<String, String>> groups = new LinkedHashMap<>();
    Map<String, String> into = values;
    for (String line : text.lines().map(String::strip).toList()) {
      Matcher entry = LINE.matcher(line);
      if (!entry.matches()) {
        continue;
      }
      switch (entry.group(1)) {
        case "BEGIN_GROUP" ->
            into = groups.computeIfAbsent(entry.group(2), g -> new LinkedHashMap<>());
        case "END_GROUP" -> into = values;
        default -> into.put(entry.group(1).toLowerCase(Locale.ROOT), entry.group(2));
      }
    }
    return new SupportData(values, groups, document);
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(values.get(name)).filter(t -> !t.isEmpty());
  }

  /** The names of the bands in the order of the file, e.g. {@code R} of {@code BAND_R}. */
  List<String> bands() {
    List<String> bands = new ArrayList<>();
    for (String group : groups.keySet()) {
      if (group.startsWith("BAND_")) {
        bands.add(group.substring("BAND_".length()));
      }
    }
    return bands;
  }

  /** A number of a group; empty when it is missing. */
  OptionalDouble number(String group, String name) {
    String text = groups.getOrDefault(group, Map.of()).get(name);
    if (text == null) {
      return OptionalDouble.empty();
    }
    try {
      return OptionalDouble.of(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      throw new SceneParseException(
          name + " of " + group + " must be a number, was " + text + " in " + document, e);
    }
  }

  /**
   * The first image's group: a product of several strips has {@code IMAGE_1}, {@code IMAGE_2} ….
   */
  String image() {
    return groups.containsKey("IMAGE") ? "IMAGE" : "IMAGE_1";
  }

  Optional<String> imageText(String name) {
    return Optional.ofNullable(groups.getOrDefault(image(), Map.of()).get(name));
  }
}
