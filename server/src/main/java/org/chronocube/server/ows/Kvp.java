// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.chronocube.web.WebRequest;

/**
 * Key-value parameters of an OGC request. Keys are compared without regard to case. A key repeated
 * with the same value counts once; with another value it is an error, unless it is asked for with
 * {@link #all} (WCS 2.0's SUBSET). An empty value counts as absent, except for {@link #raw}.
 */
public final class Kvp {

  private static final int MAX_PARAMETERS = 500;
  private static final int MAX_FORM_BYTES = 1 << 20;

  private final Map<String, List<String>> values;

  private Kvp(Map<String, List<String>> values) {
    this.values = values;
  }

  /**
   * @param query percent-encoded, {@code +} is a space
   * @throws OwsException when the encoding is broken or there are too many parameters
   */
  public static Kvp parse(String query) {
    Map<String, List<String>> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    int count = 0;
    for (String pair : query.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      if (++count > MAX_PARAMETERS) {
        throw OwsException.invalid(
            null, "a request must have at most " + MAX_PARAMETERS + " parameters");
      }
      int equals = pair.indexOf('=');
      String key = decode(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
      values.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }
    return new Kvp(values);
  }

  /** Parameters of the query string and, for a form, of the body. */
  public static Kvp of(WebRequest request) throws IOException {
    String query = request.query();
    boolean form =
        request.method().equals("POST")
            && request
                .header("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT))
                .filter(type -> type.startsWith("application/x-www-form-urlencoded"))
                .isPresent();
    if (form) {
      byte[] body = request.body().readNBytes(MAX_FORM_BYTES + 1);
      if (body.length > MAX_FORM_BYTES) {
        throw OwsException.invalid(
            null, "a form must have at most " + MAX_FORM_BYTES + " bytes, had more");
      }
      query = query + "&" + new String(body, StandardCharsets.UTF_8).strip();
    }
    return parse(query);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new OwsException(
          OwsException.INVALID_PARAMETER_VALUE,
          null,
          "parameters must be percent-encoded, was " + text,
          e);
    }
  }

  /** Names of all parameters, as first sent. */
  public List<String> keys() {
    return List.copyOf(values.keySet());
  }

  /**
   * The value, empty when absent or blank.
   *
   * @throws OwsException when the key is there twice with different values
   */
  public Optional<String> get(String key) {
    return raw(key).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** The value even if it is blank, as in {@code STYLES=}. */
  public Optional<String> raw(String key) {
    List<String> all = values.getOrDefault(key, List.of());
    if (all.stream().distinct().count() > 1) {
      throw OwsException.invalid(
          key, "parameter " + key + " must have one value, were " + String.join(" and ", all));
    }
    return all.stream().findFirst();
  }

  /** Every value of a key that may be repeated, without blank ones, in order. */
  public List<String> all(String key) {
    return values.getOrDefault(key, List.of()).stream()
        .map(String::strip)
        .filter(v -> !v.isEmpty())
        .toList();
  }

  /**
   * The value of a parameter that must be there.
   *
   * @throws OwsException {@code MissingParameterValue}
   */
  public String require(String key) {
    return get(key).orElseThrow(() -> OwsException.missing(key));
  }

  /** Comma-separated values, blank ones kept: {@code a,,b} has three. Empty when absent. */
  public List<String> list(String key) {
    return get(key)
        .map(v -> Arrays.stream(v.split(",", -1)).map(String::strip).toList())
        .orElse(List.of());
  }

  /**
   * A whole number in a range.
   *
   * @throws OwsException when it is none or outside
   */
  public Optional<Integer> integer(String key, int min, int max) {
    return get(key)
        .map(
            text -> {
              try {
                int value = Integer.parseInt(text);
                if (value >= min && value <= max) {
                  return value;
                }
              } catch (NumberFormatException notOne) {
                // Answered below, like a number out of range.
              }
              throw OwsException.invalid(
                  key, key + " must be a whole number in " + min + ".." + max + ", was " + text);
            });
  }

  /** A finite number. */
  public Optional<Double> number(String key) {
    return get(key)
        .map(
            text -> {
              try {
                double value = Double.parseDouble(text);
                if (Double.isFinite(value)) {
                  return value;
                }
              } catch (NumberFormatException notOne) {
                // Answered below, like infinity.
              }
              throw OwsException.invalid(key, key + " must be a number, was " + text);
            });
  }

  /** True or false in any case; absent is false. */
  public boolean flag(String key) {
    String text = get(key).orElse("false");
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(text);
    }
    throw OwsException.invalid(key, key + " must be true or false, was " + text);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
