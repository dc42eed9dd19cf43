// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.geotiff;

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
 * @param bandFolders true when folders are named after bands: a {@code /} comes after the band
 */
record FilePattern(Pattern regex, List<String> groups, boolean bandFolders) {

  static final String OPTION = "pattern";

  private static final Set<String> RESERVED =
      Set.of("scene", "time", "end", "band", "acquisition", "revision");
  private static final Pattern GROUP = Pattern.compile("\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");

  /**
   * What a file's name says; null where the pattern has no such group.
   *
   * @param end of the time that the scene stands for
   */
  record Match(
      String scene,
      String time,
      String end,
      String band,
      String acquisition,
      String revision,
      Map<String, Object> properties) {}

  /**
   * @param required groups that it must have
   */
  static FilePattern of(ProductDefinition product, List<String> required) {
    String text = product.options().get(OPTION);
    if (text == null) {
      throw new InvalidParameterException(
          OPTION, "product " + product.product().id() + " must have the option pattern");
    }
    List<String> groups = new ArrayList<>();
    Matcher names = GROUP.matcher(text);
    while (names.find()) {
      groups.add(names.group(1));
    }
    if (!groups.containsAll(required)) {
      throw new InvalidParameterException(
          OPTION, "pattern must have the named groups " + listed(required) + ", was " + text);
    }
    int band = text.indexOf("(?<band>");
    try {
      return new FilePattern(
          Pattern.compile("(?:.*/)?" + text), groups, band >= 0 && text.indexOf('/', band) > 0);
    } catch (PatternSyntaxException e) {
      throw new InvalidParameterException(
          OPTION, "pattern must be a regular expression, was " + text, e);
    }
  }

  private static String listed(List<String> names) {
    int last = names.size() - 1;
    return last == 0
        ? names.get(0)
        : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
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
            optional(m, "scene"),
            optional(m, "time"),
            optional(m, "end"),
            optional(m, "band"),
            optional(m, "acquisition"),
            optional(m, "revision"),
            properties));
  }

  private String optional(Matcher m, String group) {
    return groups.contains(group) ? m.group(group) : null;
  }
}
