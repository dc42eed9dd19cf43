// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps.declaration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.geotools.api.data.Parameter;
import org.geotools.util.SimpleInternationalString;

/**
 * One input of a process. Required once, of any value, until a method says otherwise.
 *
 * @param <T> type of one value: String, Integer, Double, Boolean, Geometry, GridCoverage2D,
 *     SimpleFeatureCollection
 * @param name as clients write it
 * @param title for humans
 * @param description sentences for humans
 * @param type of one value
 * @param min fewest values, 0 or 1
 * @param max most values
 * @param fallback the value when none is given, or null
 * @param from smallest number, or null
 * @param to largest number, or null
 * @param options the only values allowed; empty for any
 * @param unit UCUM symbol of a number, or null
 */
public record Input<T>(
    String name,
    String title,
    String description,
    Class<T> type,
    int min,
    int max,
    T fallback,
    Double from,
    Double to,
    List<T> options,
    String unit) {

  public Input {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(description, "description");
    Objects.requireNonNull(type, "type");
    options = List.copyOf(options);
    if (!description.endsWith(".")) {
      throw new IllegalArgumentException("description of " + name + " must end with a full stop");
    }
  }

  /** An input of any type, required. */
  public static <T> Input<T> of(Class<T> type, String name, String title, String description) {
    return new Input<>(name, title, description, type, 1, 1, null, null, null, List.of(), null);
  }

  public static Input<String> text(String name, String title, String description) {
    return of(String.class, name, title, description);
  }

  public static Input<Double> number(String name, String title, String description) {
    return of(Double.class, name, title, description);
  }

  public static Input<Integer> integer(String name, String title, String description) {
    return of(Integer.class, name, title, description);
  }

  public static Input<Boolean> flag(String name, String title, String description) {
    return of(Boolean.class, name, title, description);
  }

  /** The same, but need not be given. */
  public Input<T> optional() {
    return new Input<>(name, title, description, type, 0, max, fallback, from, to, options, unit);
  }

  /** The same, but may be given several times. */
  public Input<T> upTo(int most) {
    return new Input<>(
        name, title, description, type, min, most, fallback, from, to, options, unit);
  }

  /** The same, with a value for when it is not given. */
  public Input<T> orElse(T value) {
    return new Input<>(name, title, description, type, 0, max, value, from, to, options, unit);
  }

  /** The same number within bounds, both included; null for no bound. */
  public Input<T> between(Double least, Double most) {
    return new Input<>(
        name, title, description, type, min, max, fallback, least, most, options, unit);
  }

  /** The same with the only values it can have. */
  public Input<T> oneOf(List<T> values) {
    return new Input<>(name, title, description, type, min, max, fallback, from, to, values, unit);
  }

  /** The same number in a unit. */
  public Input<T> in(String ucum) {
    return new Input<>(name, title, description, type, min, max, fallback, from, to, options, ucum);
  }

  /**
   * The same with another title and description, for a process where it means something special.
   */
  public Input<T> described(String otherTitle, String otherDescription) {
    return new Input<>(
        name, otherTitle, otherDescription, type, min, max, fallback, from, to, options, unit);
  }

  /** As GeoTools, and so GeoServer, sees it. */
  public Parameter<T> parameter() {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("title", title);
    put(metadata, Parameter.MIN, from);
    put(metadata, Parameter.MAX, to);
    put(metadata, Parameter.OPTIONS, options.isEmpty() ? null : options);
    put(metadata, "unit", unit);
    return new Parameter<>(
        name,
        type,
        new SimpleInternationalString(title),
        new SimpleInternationalString(description),
        min > 0,
        min,
        max,
        fallback,
        metadata);
  }

  private static void put(Map<String, Object> metadata, String key, Object value) {
    if (value != null) {
      metadata.put(key, value);
    }
  }
}
