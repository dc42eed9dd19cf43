// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;

/**
 * What the metadata of one array says.
 *
 * @param name path of the array in its file, without a slash before it
 * @param type of its elements as stored
 * @param dimensions names, slowest first; as many as {@code shape} has
 * @param shape elements along each dimension; empty for a single number
 * @param chunk elements of a chunk along each dimension, each ≥ 1
 * @param attributes numbers, strings, or lists of them
 */
public record ArrayInfo(
    String name,
    ElementType type,
    List<String> dimensions,
    List<Integer> shape,
    List<Integer> chunk,
    Map<String, Object> attributes) {

  /** Most elements of a chunk: 512 MiB of doubles. */
  private static final long MOST_IN_CHUNK = 1L << 26;

  public ArrayInfo {
    dimensions = List.copyOf(dimensions);
    shape = List.copyOf(shape);
    chunk = List.copyOf(chunk);
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    if (dimensions.size() != shape.size() || chunk.size() != shape.size()) {
      throw new IllegalArgumentException(
          "array "
              + name
              + " must have one name, size and chunk size for each dimension, has "
              + dimensions
              + ", "
              + shape
              + ", "
              + chunk);
    }
    long elements = 1;
    for (int i = 0; i < shape.size(); i++) {
      if (shape.get(i) < 0 || chunk.get(i) < 1) {
        throw new IllegalArgumentException(
            "array " + name + " must have sizes >= 0 and chunks >= 1, has " + shape + ", " + chunk);
      }
      elements = Math.multiplyExact(elements, (long) chunk.get(i));
    }
    if (elements > MOST_IN_CHUNK) {
      throw new IllegalArgumentException(
          "chunks of array "
              + name
              + " must have at most "
              + MOST_IN_CHUNK
              + " elements, have "
              + elements);
    }
  }

  public int rank() {
    return shape.size();
  }

  /** Number of chunks along a dimension. */
  public int chunks(int dimension) {
    return (shape.get(dimension) + chunk.get(dimension) - 1) / chunk.get(dimension);
  }

  /** Elements of a chunk along a dimension that lie inside the array. */
  public int extent(int dimension, int index) {
    int start = index * chunk.get(dimension);
    return Math.min(chunk.get(dimension), shape.get(dimension) - start);
  }

  /** Elements of one chunk inside the array. */
  public int elements(int[] index) {
    int n = 1;
    for (int i = 0; i < rank(); i++) {
      n *= extent(i, index[i]);
    }
    return n;
  }

  /** A text attribute. */
  public Optional<String> text(String attribute) {
    return attributes.get(attribute) instanceof String s ? Optional.of(s) : Optional.empty();
  }

  /** A number, or the first of a list of numbers. */
  public Optional<Double> number(String attribute) {
    Object value = attributes.get(attribute);
    if (value instanceof List<?> list && !list.isEmpty()) {
      value = list.get(0);
    }
    return value instanceof Number n ? Optional.of(n.doubleValue()) : Optional.empty();
  }

  /** The type as it is meant: {@code _Unsigned} integers have no sign. */
  public ElementType meaning() {
    return text("_Unsigned").filter("true"::equalsIgnoreCase).isPresent() ? type.unsigned() : type;
  }

  /** The element that is no data, by CF-1.11 section 2.5.1; the first of several. */
  public NoData noData() {
    return number("_FillValue")
        .or(() -> number("missing_value"))
        .map(v -> NoData.of(wrapped(v)))
        .orElse(NoData.NONE);
  }

  // The fill value of unsigned data may be written with the sign of its stored type.
  private double wrapped(double value) {
    ElementType meaning = meaning();
    boolean wraps = value < 0 && meaning != type;
    return wraps ? value + Math.pow(2, 8 * meaning.bytes()) : value;
  }

  /** Packed data, by CF-1.11 section 8.1. */
  public Scaling scaling() {
    return new Scaling(number("scale_factor").orElse(1.0), number("add_offset").orElse(0.0));
  }

  /**
   * Smallest and largest packed element that is data, by CF-1.11 section 2.5.1; infinite where
   * nothing is said.
   */
  double[] validRange() {
    double min = number("valid_min").orElse(Double.NEGATIVE_INFINITY);
    double max = number("valid_max").orElse(Double.POSITIVE_INFINITY);
    if (attributes.get("valid_range") instanceof List<?> range
        && range.size() == 2
        && range.get(0) instanceof Number low
        && range.get(1) instanceof Number high) {
      min = low.doubleValue();
      max = high.doubleValue();
    }
    return new double[] {min, max};
  }
}
