// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One image file directory: its fields, whose values are read when asked for. Used while the header
 * is parsed, for one thread.
 */
final class Ifd {

  /** Longest text or array kept in memory; block tables may be longer, see {@link BlockTable}. */
  private static final int MAX_VALUE_BYTES = 8 << 20;

  /**
   * One field.
   *
   * @param type TIFF field type
   * @param count number of values, ≥ 0
   * @param position absolute offset of the first value
   */
  record Field(int type, long count, long position) {

    /** Bytes of one value; 0 for an unknown type. */
    int valueBytes() {
      return switch (type) {
        case 1, 2, 6, 7 -> 1;
        case 3, 8 -> 2;
        case 4, 9, 11, 13 -> 4;
        case 5, 10, 12, 16, 17, 18 -> 8;
        default -> 0;
      };
    }

    /** The i-th of an array of unsigned integers. */
    long unsigned(ByteBuffer values, int i) {
      return switch (type) {
        case 1, 7 -> values.get(i) & 0xff;
        case 3 -> values.getShort(2 * i) & 0xffff;
        case 4, 13 -> values.getInt(4 * i) & 0xffffffffL;
        default -> values.getLong(8 * i);
      };
    }

    boolean isUnsigned() {
      return switch (type) {
        case 1, 3, 4, 7, 13, 16, 18 -> true;
        default -> false;
      };
    }
  }

  private final HeaderBytes bytes;
  private final Map<Integer, Field> fields;

  Ifd(HeaderBytes bytes, Map<Integer, Field> fields) {
    this.bytes = bytes;
    this.fields = Map.copyOf(fields);
  }

  HeaderBytes bytes() {
    return bytes;
  }

  boolean has(int tag) {
    return fields.containsKey(tag);
  }

  /** The field, or null. */
  Field field(int tag) {
    return fields.get(tag);
  }

  /** The first value of an integer field, or a default when the field is missing. */
  long number(int tag, long missing) throws IOException {
    Field field = fields.get(tag);
    if (field == null) {
      return missing;
    }
    return longs(tag, 1)[0];
  }

  /** A positive number that fits an int. */
  int positive(int tag, String name) throws IOException {
    long value = number(tag, 0);
    if (value < 1 || value > Integer.MAX_VALUE) {
      throw new TiffException(name + " must be in 1.." + Integer.MAX_VALUE + ", was " + value);
    }
    return (int) value;
  }

  /** The one value that all samples must share. */
  int uniform(int tag, int samples, int missing, String name) throws IOException {
    Field field = fields.get(tag);
    if (field == null) {
      return missing;
    }
    long[] values = longs(tag, (int) Math.min(field.count(), samples));
    for (long value : values) {
      if (value != values[0]) {
        throw new TiffException(
            name + " must be the same for all bands, was " + values[0] + " and " + value);
      }
    }
    return (int) Math.min(values[0], Integer.MAX_VALUE);
  }

  /** All values of an unsigned integer field; empty when it is missing. */
  long[] longs(int tag) throws IOException {
    Field field = fields.get(tag);
    return field == null ? new long[0] : longs(tag, checkedCount(tag, field));
  }

  private long[] longs(int tag, int count) throws IOException {
    Field field = fields.get(tag);
    if (!field.isUnsigned() || field.count() < 1) {
      throw new TiffException(
          "field "
              + tag
              + " must hold unsigned integers, had type "
              + field.type()
              + ", count "
              + field.count());
    }
    ByteBuffer values = values(tag, field, count);
    long[] result = new long[count];
    for (int i = 0; i < count; i++) {
      result[i] = field.unsigned(values, i);
    }
    return result;
  }

  /** All values of a DOUBLE field; empty when it is missing. */
  double[] doubles(int tag) throws IOException {
    Field field = fields.get(tag);
    if (field == null) {
      return new double[0];
    }
    if (field.type() != 12) {
      throw new TiffException("field " + tag + " must hold doubles, had type " + field.type());
    }
    double[] result = new double[checkedCount(tag, field)];
    values(tag, field, result.length).asDoubleBuffer().get(result);
    return result;
  }

  /** The text of a field without its closing NULs; null when it is missing. */
  String text(int tag) throws IOException {
    Field field = fields.get(tag);
    if (field == null || field.valueBytes() != 1) {
      return null;
    }
    ByteBuffer values = values(tag, field, checkedCount(tag, field));
    String text = StandardCharsets.UTF_8.decode(values).toString();
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  private static int checkedCount(int tag, Field field) throws TiffException {
    if (field.count() > MAX_VALUE_BYTES / Math.max(1, field.valueBytes())) {
      throw new TiffException(
          "field " + tag + " must not exceed " + MAX_VALUE_BYTES + " bytes, had " + field.count());
    }
    return (int) field.count();
  }

  private ByteBuffer values(int tag, Field field, int count) throws IOException {
    return bytes.at(field.position(), count * field.valueBytes(), "field " + tag);
  }
}
