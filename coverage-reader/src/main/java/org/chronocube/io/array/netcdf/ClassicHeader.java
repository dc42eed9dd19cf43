// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.netcdf;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.io.array.ElementType;

/**
 * The header of a file of the classic NetCDF formats. Source: NetCDF users guide, "File format
 * specifications"; CDF-5 from PnetCDF's.
 */
final class ClassicHeader {

  private static final int DIMENSIONS = 0x0A;
  private static final int VARIABLES = 0x0B;
  private static final int ATTRIBUTES = 0x0C;
  private static final int MOST_ENTRIES = 1 << 20;

  /**
   * A dimension.
   *
   * @param length 0 for the record dimension
   */
  record Dimension(String name, long length) {}

  /**
   * A variable.
   *
   * @param type null when it holds characters
   * @param begin offset of its first element in the file
   * @param recordSize bytes of one record, or of all when it has no record dimension, unpadded
   */
  record Variable(
      String name,
      List<Dimension> dimensions,
      Map<String, Object> attributes,
      ElementType type,
      long begin,
      long recordSize) {

    boolean isRecord() {
      return !dimensions.isEmpty() && dimensions.get(0).length() == 0;
    }
  }

  private final ByteBuffer bytes;
  private final int version;
  private final long records;
  private final List<Dimension> dimensions = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();

  private ClassicHeader(ByteBuffer head) throws IOException {
    this.bytes = head;
    if (bytes.get() != 'C' || bytes.get() != 'D' || bytes.get() != 'F') {
      throw new IOException("a classic NetCDF file must begin with CDF");
    }
    this.version = bytes.get();
    if (version != 1 && version != 2 && version != 5) {
      throw new IOException("version of CDF must be 1, 2 or 5, was " + version);
    }
    this.records = count();
    int n = list(DIMENSIONS);
    for (int i = 0; i < n; i++) {
      dimensions.add(new Dimension(name(), count()));
    }
    attributes();
    n = list(VARIABLES);
    for (int i = 0; i < n; i++) {
      variables.add(variable());
    }
  }

  /**
   * @param head from the file's first byte on
   * @throws BufferUnderflowException when it ends inside the header
   * @throws IOException when it is broken
   */
  static ClassicHeader read(ByteBuffer head) throws IOException {
    return new ClassicHeader(head.slice());
  }

  List<Variable> variables() {
    return variables;
  }

  /**
   * @param size of the file in bytes, which tells how many records there are when the header does
   *     not
   */
  long records(long size) {
    boolean streaming = version == 5 ? records == -1 : records == 0xffffffffL;
    if (!streaming) {
      return records;
    }
    long begin =
        variables.stream().filter(Variable::isRecord).mapToLong(Variable::begin).min().orElse(size);
    return stride() == 0 ? 0 : Math.max(0, (size - begin) / stride());
  }

  /** Bytes from one record of a variable to its next. */
  long stride() {
    List<Variable> some = variables.stream().filter(Variable::isRecord).toList();
    // A single record variable is not padded.
    return some.size() == 1
        ? some.get(0).recordSize()
        : some.stream().mapToLong(v -> padded(v.recordSize())).sum();
  }

  private static long padded(long n) {
    return (n + 3) / 4 * 4;
  }

  private long count() {
    return version == 5 ? bytes.getLong() : bytes.getInt() & 0xffffffffL;
  }

  private int list(int expected) throws IOException {
    int tag = bytes.getInt();
    long n = count();
    if ((tag != expected && (tag != 0 || n != 0)) || n < 0 || n > MOST_ENTRIES) {
      throw new IOException("a list must begin with tag " + expected + ", begins with " + tag);
    }
    return (int) n;
  }

  private String name() throws IOException {
    return text(count());
  }

  private String text(long length) throws IOException {
    if (length < 0 || length > Integer.MAX_VALUE - 3) {
      throw new IOException("a text must have less than 2^31 bytes, has " + length);
    }
    if (length > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] text = new byte[(int) length];
    bytes.get(text);
    skip(padded(length) - length);
    return new String(text, StandardCharsets.UTF_8);
  }

  private void skip(long n) {
    if (n > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    bytes.position(bytes.position() + (int) n);
  }

  private Map<String, Object> attributes() throws IOException {
    Map<String, Object> attributes = new LinkedHashMap<>();
    int n = list(ATTRIBUTES);
    for (int i = 0; i < n; i++) {
      String name = name();
      ElementType type = type(bytes.getInt());
      long count = count();
      attributes.put(name, type == null ? text(count) : numbers(type, count));
    }
    return attributes;
  }

  private Object numbers(ElementType type, long count) throws IOException {
    if (count < 0 || count > MOST_ENTRIES) {
      throw new IOException("an attribute must have at most " + MOST_ENTRIES + " numbers");
    }
    int size = (int) count * type.bytes();
    if (size > bytes.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] data = new byte[size];
    bytes.get(data);
    skip(padded(size) - size);
    Object elements = type.decode(data, bytes.order(), (int) count);
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(type.value(elements, i));
    }
    return numbers.size() == 1 ? numbers.get(0) : numbers;
  }

  private Variable variable() throws IOException {
    String name = name();
    int rank = (int) count();
    List<Dimension> of = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      long id = count();
      if (id < 0 || id >= dimensions.size()) {
        throw new IOException("variable " + name + " must have known dimensions, has " + id);
      }
      of.add(dimensions.get((int) id));
    }
    Map<String, Object> attributes = attributes();
    ElementType type = type(bytes.getInt());
    // The size that is said is padded, and wraps for large variables.
    count();
    long begin = version == 1 ? bytes.getInt() & 0xffffffffL : bytes.getLong();
    long size = type == null ? 1 : type.bytes();
    for (Dimension dimension : of) {
      size = Math.multiplyExact(size, dimension.length() == 0 ? 1 : dimension.length());
    }
    return new Variable(name, of, attributes, type, begin, size);
  }

  private static ElementType type(int code) throws IOException {
    return switch (code) {
      case 1 -> ElementType.INT8;
      case 2 -> null;
      case 3 -> ElementType.INT16;
      case 4 -> ElementType.INT32;
      case 5 -> ElementType.FLOAT32;
      case 6 -> ElementType.FLOAT64;
      case 7 -> ElementType.UINT8;
      case 8 -> ElementType.UINT16;
      case 9 -> ElementType.UINT32;
      case 10 -> ElementType.INT64;
      case 11 -> ElementType.UINT64;
      default -> throw new IOException("type of a NetCDF variable must be 1 to 11, was " + code);
    };
  }
}
