// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.netcdf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** An attribute of a variable or of the file. Immutable. */
final class NcAttribute {

  private final String name;
  private final NcType type;
  private final int count;
  private final byte[] bytes;

  private NcAttribute(String name, NcType type, int count, byte[] bytes) {
    this.name = name;
    this.type = type;
    this.count = count;
    this.bytes = bytes;
  }

  static NcAttribute text(String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    return new NcAttribute(name, NcType.CHAR, bytes.length, bytes);
  }

  static NcAttribute number(String name, double... values) {
    return new NcAttribute(name, NcType.DOUBLE, values.length, bytes(values));
  }

  /** One value of a type, as its big-endian bytes. */
  static NcAttribute raw(String name, NcType type, byte[] value) {
    return new NcAttribute(name, type, 1, value.clone());
  }

  /** Numbers as big-endian doubles. */
  static byte[] bytes(double... values) {
    byte[] bytes = new byte[8 * values.length];
    ByteBuffer.wrap(bytes).asDoubleBuffer().put(values);
    return bytes;
  }

  String name() {
    return name;
  }

  NcType type() {
    return type;
  }

  /** Number of values; of bytes for text. */
  int count() {
    return count;
  }

  /** The values, big-endian, without padding. */
  byte[] bytes() {
    return bytes.clone();
  }
}
