// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.InvalidParameterException;
import org.geotools.api.filter.Filter;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;

/**
 * Filters of scenes from text in GeoTools' ECQL.
 *
 * <p>Attributes are {@code id}, {@code product}, {@code time}, {@code footprint} and the scenes'
 * properties; a name with a colon stands in double quotes, except {@code aoi:valid}: {@code
 * "eo:cloud_cover" < 20 AND platform LIKE 'sentinel-2%'}. A comparison with a property that a scene
 * lacks is false, so its negation is true; {@code <>} is the negation of {@code =}.
 */
public final class SceneFilters {

  private static final int MOST_CHARACTERS = 20_000;

  /**
   * Quoted parts, and as bare words {@code id}, which is a keyword of ECQL, and {@code aoi:valid},
   * which ECQL wants in quotes.
   */
  private static final Pattern BARE =
      Pattern.compile(
          "'[^']*'|\"[^\"]*\"|(?<![\\w:.])(?:(id)|(aoi:valid))(?![\\w:.])",
          Pattern.CASE_INSENSITIVE);

  private SceneFilters() {}

  /**
   * @param cql blank for every scene
   * @throws InvalidParameterException when the text is no ECQL, saying where
   */
  public static Filter parse(String cql) {
    if (cql.isBlank()) {
      return Filter.INCLUDE;
    }
    if (cql.length() > MOST_CHARACTERS) {
      throw new InvalidParameterException(
          "filter",
          "filter must have at most " + MOST_CHARACTERS + " characters, had " + cql.length());
    }
    try {
      return ECQL.toFilter(quoted(cql));
    } catch (CQLException e) {
      throw new InvalidParameterException(
          "filter", "filter must be ECQL, was " + cql + ": " + e.getSyntaxError(), e);
    } catch (StackOverflowError e) {
      throw new InvalidParameterException("filter", "filter must not be nested that deep", e);
    }
  }

  private static String quoted(String cql) {
    return BARE.matcher(cql)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    match.group(1) == null && match.group(2) == null
                        ? match.group()
                        : '"' + match.group().toLowerCase(Locale.ROOT) + '"'));
  }
}
