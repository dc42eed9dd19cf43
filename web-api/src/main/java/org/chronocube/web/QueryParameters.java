// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;

/**
 * The parameters of a query string. Names are compared as they are; each may be given once; an
 * empty value counts as absent.
 *
 * @param values decoded, in the order they were sent
 */
public record QueryParameters(Map<String, String> values) {

  public QueryParameters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /**
   * @param query percent-encoded, {@code +} is a space
   * @throws InvalidParameterException when the encoding is broken or a name is given twice
   */
  public static QueryParameters parse(String query) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      String name = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1)).strip();
      if (!value.isEmpty() && values.put(name, value) != null) {
        throw new InvalidParameterException(name, name + " must be given once, was given twice");
      }
    }
    return new QueryParameters(values);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException("query", "query must be percent-encoded, was " + text, e);
    }
  }

  /**
   * Throws when there is a parameter that is not one of these: a typo must not change an answer.
   */
  public QueryParameters allowOnly(String... names) {
    Set<String> known = Set.of(names);
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new InvalidParameterException(
            name, "parameter must be one of " + String.join(", ", names) + ", was " + name);
      }
    }
    return this;
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  public String require(String name) {
    return get(name)
        .orElseThrow(() -> new InvalidParameterException(name, name + " must be given"));
  }

  /** Comma-separated values; empty when absent. */
  public List<String> list(String name) {
    return get(name)
        .map(v -> Stream.of(v.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList())
        .orElse(List.of());
  }

  /** A number in a closed range. */
  public Optional<Double> number(String name, double min, double max) {
    return get(name).map(text -> parseNumber(name, text, min, max));
  }

  private static double parseNumber(String name, String text, double min, double max) {
    double value;
    try {
      value = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new InvalidParameterException(name, name + " must be a number, was " + text, e);
    }
    if (!(value >= min && value <= max)) {
      throw new InvalidParameterException(
          name, name + " must be in " + min + ".." + max + ", was " + text);
    }
    return value;
  }
}
