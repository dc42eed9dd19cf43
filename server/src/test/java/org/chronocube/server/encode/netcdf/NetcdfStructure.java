// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.netcdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a file in NetCDF's classic format says, read straight by the grammar of the "NetCDF Classic
 * Format Specification".
 *
 * @param version 2 for 64-bit offsets, 5 for 64-bit data
 * @param dimensions lengths by name
 * @param attributes of the file
 * @param variables by name
 */
record NetcdfStructure(
    int version,
    Map<String, Long> dimensions,
    Map<String, Object> attributes,
    Map<String, Variable> variables) {

  /**
   * @param dimensions names, slowest first
   * @param type NetCDF's number: 1 byte, 3 short, 4 int, 5 float, 6 double
   * @param size bytes, padded
   * @param begin where its data begin
   */
  record Variable(
      List<String> dimensions, Map<String, Object> attributes, int type, long size, long begin) {}

  static NetcdfStructure of(byte[] file) {
    return new Parser(ByteBuffer.wrap(file)).parse();
  }

  private static final class Parser {

    private final ByteBuffer in;
    private int version;

    Parser(ByteBuffer in) {
      this.in = in;
    }

    NetcdfStructure parse() {
      version = in.getInt() & 0xff;
      count();
      Map<String, Long> dimensions = new LinkedHashMap<>();
      long dimensionCount = list();
      for (long i = 0; i < dimensionCount; i++) {
        dimensions.put(text(), count());
      }
      Map<String, Object> attributes = attributes();
      Map<String, Variable> variables = new LinkedHashMap<>();
      long variableCount = list();
      for (long i = 0; i < variableCount; i++) {
        variables.put(text(), variable(List.copyOf(dimensions.keySet())));
      }
      return new NetcdfStructure(version, dimensions, attributes, variables);
    }

    private Variable variable(List<String> names) {
      List<String> dimensions = new ArrayList<>();
      long rank = count();
      for (long i = 0; i < rank; i++) {
        dimensions.add(names.get((int) count()));
      }
      return new Variable(dimensions, attributes(), in.getInt(), count(), in.getLong());
    }

    private long list() {
      in.getInt();
      return count();
    }

    private long count() {
      return version == 5 ? in.getLong() : in.getInt();
    }

    private Map<String, Object> attributes() {
      Map<String, Object> all = new LinkedHashMap<>();
      long count = list();
      for (long i = 0; i < count; i++) {
        String name = text();
        int type = in.getInt();
        all.put(name, type == 2 ? text() : numbers(type));
      }
      return all;
    }

    private List<Number> numbers(int type) {
      List<Number> values = new ArrayList<>();
      long count = count();
      for (long i = 0; i < count; i++) {
        values.add(
            switch (type) {
              case 1 -> in.get();
              case 3 -> in.getShort();
              case 4 -> in.getInt();
              case 5 -> in.getFloat();
              default -> in.getDouble();
            });
      }
      align();
      return values;
    }

    private String text() {
      byte[] bytes = new byte[(int) count()];
      in.get(bytes);
      align();
      return new String(bytes, StandardCharsets.UTF_8);
    }

    private void align() {
      in.position(in.position() + 3 & ~3);
    }
  }
}
