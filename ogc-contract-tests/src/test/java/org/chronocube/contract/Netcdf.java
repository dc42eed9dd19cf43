// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file in NetCDF's classic format (CDF-1 and CDF-2, without record variables), by the grammar of
 * its specification.
 */
final class Netcdf {

  private static final int BYTE = 1;
  private static final int CHAR = 2;
  private static final int SHORT = 3;
  private static final int INT = 4;
  private static final int FLOAT = 5;
  private static final int DOUBLE = 6;

  /**
   * A variable.
   *
   * @param dimensions their names, slowest first
   * @param attributes numbers as doubles, texts as strings
   */
  record Variable(
      List<String> dimensions, Map<String, Object> attributes, int type, int count, long begin) {}

  private final ByteBuffer file;
  private final boolean wide;
  private final List<String> dimensionNames = new ArrayList<>();
  private final List<Integer> dimensionSizes = new ArrayList<>();
  private final Map<String, Variable> variables = new LinkedHashMap<>();

  private Netcdf(byte[] bytes) {
    file = ByteBuffer.wrap(bytes);
    int magic = file.getInt();
    assertThat(magic >>> 8).as("magic number").isEqualTo(('C' << 16) | ('D' << 8) | 'F');
    wide = (magic & 0xff) == 2;
    file.getInt();
    readDimensions();
    readAttributes();
    readVariables();
  }

  static Netcdf of(Answer answer) {
    assertThat(answer.type()).as(answer::summary).isEqualTo("application/x-netcdf");
    return new Netcdf(answer.bytes());
  }

  Variable variable(String name) {
    assertThat(variables).containsKey(name);
    return variables.get(name);
  }

  int size(String dimension) {
    return dimensionSizes.get(dimensionNames.indexOf(dimension));
  }

  /** Values as stored. */
  double[] values(String name) {
    Variable variable = variable(name);
    double[] values = new double[variable.count()];
    int at = Math.toIntExact(variable.begin());
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (variable.type()) {
            case BYTE -> file.get(at + i);
            case SHORT -> file.getShort(at + 2 * i);
            case INT -> file.getInt(at + 4 * i);
            case FLOAT -> file.getFloat(at + 4 * i);
            case DOUBLE -> file.getDouble(at + 8 * i);
            default -> throw new AssertionError("type of " + name + ": " + variable.type());
          };
    }
    return values;
  }

  private void readDimensions() {
    for (int n = list(); n > 0; n--) {
      dimensionNames.add(text());
      dimensionSizes.add(file.getInt());
    }
  }

  private Map<String, Object> readAttributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (int n = list(); n > 0; n--) {
      attributes.put(text(), attribute(file.getInt(), file.getInt()));
    }
    return attributes;
  }

  private Object attribute(int type, int count) {
    int start = file.position();
    int width = type <= CHAR ? 1 : type == SHORT ? 2 : type == DOUBLE ? 8 : 4;
    file.position(start + (count * width + 3) / 4 * 4);
    return switch (type) {
      case CHAR -> new String(file.array(), start, count, StandardCharsets.UTF_8);
      case BYTE -> (double) file.get(start);
      case SHORT -> (double) file.getShort(start);
      case INT -> (double) file.getInt(start);
      case FLOAT -> (double) file.getFloat(start);
      case DOUBLE -> file.getDouble(start);
      default -> throw new AssertionError("type of an attribute: " + type);
    };
  }

  private void readVariables() {
    for (int n = list(); n > 0; n--) {
      String name = text();
      List<String> dimensions = new ArrayList<>();
      int count = 1;
      for (int d = file.getInt(); d > 0; d--) {
        int id = file.getInt();
        dimensions.add(dimensionNames.get(id));
        count *= dimensionSizes.get(id);
      }
      Map<String, Object> attributes = readAttributes();
      int type = file.getInt();
      file.getInt();
      long begin = wide ? file.getLong() : file.getInt();
      variables.put(name, new Variable(dimensions, attributes, type, count, begin));
    }
  }

  // A tag (0 when the list is absent) and the number of elements.
  private int list() {
    file.getInt();
    return file.getInt();
  }

  private String text() {
    int length = file.getInt();
    String text = new String(file.array(), file.position(), length, StandardCharsets.UTF_8);
    file.position(file.position() + (length + 3) / 4 * 4);
    return text;
  }
}
