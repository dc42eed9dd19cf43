// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;

/**
 * A regular expression over the end of a path.
 *
 * @param regex matches whole paths with {@code /} between folders
 * @param groups its named groups
 */
record FilePattern(Pattern regex, List<String> groups) {

  private static final Set<String> REQUIRED = Set.of("scene", "time", "band");
  private static final Set<String> RESERVED =
      Set.of("scene", "time", "band", "acquisition", "revision");
  private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  /** What a file's name says. */
  record Match(
      String scene,
      String time,
      String band,
      String acquisition,
      String revision,
      Map<String, Object> properties) {}

  static FilePattern of(ProductDefinition product) {
    String text = product.options().get("pattern");
    if (text == null) {
      throw new InvalidParameterException(
          "pattern", "product " + product.product().id() + " must have the option pattern");
    }
    List<String> groups = new ArrayList<>();
    Matcher names = GROUP.matcher(text);
    while (names.find()) {
      groups.add(names.group(1));
    }
    if (!groups.containsAll(REQUIRED)) {
      throw new InvalidParameterException(
          "pattern", "pattern must have the named groups scene, time and band, was " + text);
    }
    try {
      return new FilePattern(Pattern.compile("(?:.*/)?" + text), groups);
    } catch (PatternSyntaxException e) {
      throw new InvalidParameterException(
          "pattern", "pattern must be a regular expression, was " + text, e);
    }
  }

  Optional<Match> match(Path file) {
    Matcher m = regex.matcher(file.toString().replace('\\', '/'));
    if (!m.matches()) {
      return Optional.empty();
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    for (String group : groups) {
      if (!RESERVED.contains(group) && m.group(group) != null) {
        properties.put(group, m.group(group));
      }
    }
    return Optional.of(
        new Match(
            m.group("scene"),
            m.group("time"),
            m.group("band"),
            optional(m, "acquisition"),
            optional(m, "revision"),
            properties));
  }

  private String optional(Matcher m, String group) {
    return groups.contains(group) ? m.group(group) : null;
  }
}
