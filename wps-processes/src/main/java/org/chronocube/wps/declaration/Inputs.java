// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps.declaration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.geotools.feature.FeatureCollection;
import org.geotools.util.Converters;

/**
 * The values of one run of a process: of the declared types, within the declared ranges, defaults
 * filled in.
 */
public final class Inputs {

  private final Map<String, List<Object>> values = new LinkedHashMap<>();

  /**
   * Checks what a client gave.
   *
   * @param declared inputs of the process; others are ignored, as services refuse them before
   * @param given by name: a value, a collection of values, or null for none
   * @throws InvalidParameterException naming the input, the rule and the value
   */
  public Inputs(List<Input<?>> declared, Map<String, Object> given) {
    for (Input<?> input : declared) {
      values.put(input.name(), checked(input, list(given.get(input.name()))));
    }
  }

  private static List<Object> list(Object value) {
    // Some collections of features are collections of Java too.
    if (value instanceof Collection<?> several && !(value instanceof FeatureCollection)) {
      return new ArrayList<>(several);
    }
    return value == null ? List.of() : List.of(value);
  }

  private static List<Object> checked(Input<?> input, List<Object> given) {
    List<Object> result = new ArrayList<>();
    for (Object value : given) {
      if (value != null && !(value instanceof String text && text.isBlank())) {
        result.add(checked(input, value));
      }
    }
    if (result.isEmpty() && input.fallback() != null) {
      result.add(input.fallback());
    }
    if (result.size() < input.min() || result.size() > input.max()) {
      throw new InvalidParameterException(
          input.name(),
          result.isEmpty()
              ? input.name() + " must be given"
              : input.name()
                  + " must be given at most "
                  + input.max()
                  + " times, was "
                  + result.size());
    }
    return result;
  }

  private static Object checked(Input<?> input, Object value) {
    Object typed = input.type().isInstance(value) ? value : Converters.convert(value, input.type());
    if (typed == null) {
      throw new InvalidParameterException(
          input.name(),
          input.name() + " must be a " + input.type().getSimpleName() + ", was " + value);
    }
    if (typed instanceof Number number) {
      checkRange(input, number.doubleValue(), value);
    }
    if (!input.options().isEmpty() && !input.options().contains(typed)) {
      String options =
          input.options().stream().map(String::valueOf).collect(Collectors.joining(", "));
      throw new InvalidParameterException(
          input.name(), input.name() + " must be one of " + options + ", was " + value);
    }
    return typed;
  }

  private static void checkRange(Input<?> input, double number, Object value) {
    boolean low = input.from() != null && !(number >= input.from());
    boolean high = input.to() != null && !(number <= input.to());
    if (low || high || !Double.isFinite(number)) {
      String rule =
          input.from() == null && input.to() == null
              ? " must be finite"
              : input.to() == null
                  ? " must be >= " + input.from()
                  : input.from() == null
                      ? " must be <= " + input.to()
                      : " must be in " + input.from() + ".." + input.to();
      throw new InvalidParameterException(input.name(), input.name() + rule + ", was " + value);
    }
  }

  /** The value of a required input, or of one with a default. */
  public <T> T get(Input<T> input) {
    return find(input)
        .orElseThrow(
            () -> new InvalidParameterException(input.name(), input.name() + " must be given"));
  }

  /** The value of an optional input. */
  public <T> Optional<T> find(Input<T> input) {
    return all(input).stream().findFirst();
  }

  /** The value of an optional input, or null. */
  public <T> T orNull(Input<T> input) {
    return find(input).orElse(null);
  }

  /** All values of an input that may be given several times. */
  public <T> List<T> all(Input<T> input) {
    List<Object> found = values.get(input.name());
    if (found == null) {
      throw new IllegalArgumentException(input.name() + " is not declared by the process");
    }
    return found.stream().map(input.type()::cast).toList();
  }

  /**
   * The values that can be written as text or numbers, defaults included, by name: what a report
   * tells as the parameters of a run.
   */
  public Map<String, Object> literals() {
    Map<String, Object> result = new LinkedHashMap<>();
    values.forEach(
        (name, of) -> {
          boolean literal =
              of.stream()
                  .allMatch(
                      v -> v instanceof String || v instanceof Number || v instanceof Boolean);
          if (literal && !of.isEmpty()) {
            result.put(name, of.size() == 1 ? of.get(0) : of);
          }
        });
    return result;
  }
}
