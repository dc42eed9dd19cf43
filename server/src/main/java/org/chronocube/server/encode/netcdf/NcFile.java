// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.netcdf;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Header and layout of a file in NetCDF's classic format without record variables: CDF-2 (64-bit
 * offsets), or CDF-5 when a variable before the last has 4 GiB or more. Format: "NetCDF Classic
 * Format Specification" and the CDF-5 extension of PnetCDF.
 *
 * @param dimensions of the file
 * @param attributes of the file
 * @param variables in the order of their data
 */
record NcFile(
    List<Dimension> dimensions, List<NcAttribute> attributes, List<NcVariable> variables) {

  private static final int DIMENSION_LIST = 0x0a;
  private static final int VARIABLE_LIST = 0x0b;
  private static final int ATTRIBUTE_LIST = 0x0c;
  private static final long LARGEST_CDF2 = 0xffff_fffcL;
  private static final long UNKNOWN_SIZE = 0xffff_ffffL;

  /**
   * @param name of the dimension
   * @param length > 0
   */
  record Dimension(String name, int length) {}

  NcFile {
    dimensions = List.copyOf(dimensions);
    attributes = List.copyOf(attributes);
    variables = List.copyOf(variables);
  }

  /** True when CDF-2 cannot hold a variable: one of 4 GiB or more that is not the last. */
  boolean isCdf5() {
    return variables.stream().limit(variables.size() - 1L).anyMatch(v -> size(v) > LARGEST_CDF2);
  }

  /** Bytes of a variable's data, padded to a multiple of four. */
  long size(NcVariable variable) {
    long bytes = variable.type().bytes();
    for (int dimension : variable.dimensions()) {
      bytes = Math.multiplyExact(bytes, (long) dimensions.get(dimension).length());
    }
    return Math.addExact(bytes, 3) & ~3L;
  }

  /** Where the data of each variable begins. */
  long[] begins() {
    long[] begins = new long[variables.size()];
    // All offsets have 8 bytes: the header's size does not depend on their values.
    long at = header(begins).length;
    for (int i = 0; i < begins.length; i++) {
      begins[i] = at;
      at = Math.addExact(at, size(variables.get(i)));
    }
    return begins;
  }

  byte[] header(long[] begins) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeBytes("CDF");
      out.writeByte(isCdf5() ? 5 : 2);
      count(out, 0);
      list(out, DIMENSION_LIST, dimensions.size());
      for (Dimension dimension : dimensions) {
        name(out, dimension.name);
        count(out, dimension.length);
      }
      attributes(out, attributes);
      list(out, VARIABLE_LIST, variables.size());
      for (int i = 0; i < begins.length; i++) {
        variable(out, variables.get(i), begins[i]);
      }
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }

  private void variable(DataOutputStream out, NcVariable variable, long begin) throws IOException {
    name(out, variable.name());
    count(out, variable.dimensions().size());
    for (int dimension : variable.dimensions()) {
      count(out, dimension);
    }
    attributes(out, variable.attributes());
    out.writeInt(variable.type().code());
    // CDF-2 cannot say how large its last variable is if that is larger; readers do not need it.
    count(out, isCdf5() ? size(variable) : Math.min(size(variable), UNKNOWN_SIZE));
    out.writeLong(begin);
  }

  private void attributes(DataOutputStream out, List<NcAttribute> all) throws IOException {
    list(out, ATTRIBUTE_LIST, all.size());
    for (NcAttribute attribute : all) {
      name(out, attribute.name());
      out.writeInt(attribute.type().code());
      count(out, attribute.count());
      padded(out, attribute.bytes());
    }
  }

  private void list(DataOutputStream out, int tag, int size) throws IOException {
    out.writeInt(size == 0 ? 0 : tag);
    count(out, size);
  }

  private void name(DataOutputStream out, String name) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    count(out, bytes.length);
    padded(out, bytes);
  }

  private static void padded(DataOutputStream out, byte[] bytes) throws IOException {
    out.write(bytes);
    for (int i = bytes.length; (i & 3) != 0; i++) {
      out.writeByte(0);
    }
  }

  private void count(DataOutputStream out, long value) throws IOException {
    if (isCdf5()) {
      out.writeLong(value);
    } else {
      out.writeInt((int) value);
    }
  }
}
