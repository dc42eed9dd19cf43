// SPDX-License-Identifier: Apache-2.0
package org.chronocube.band;

import java.util.Locale;

/** Sample types of rasters, by their GDAL/NumPy names in lower case. */
public enum DataType {
  UINT8(1, false, 0, 255),
  INT8(1, false, Byte.MIN_VALUE, Byte.MAX_VALUE),
  UINT16(2, false, 0, 65535),
  INT16(2, false, Short.MIN_VALUE, Short.MAX_VALUE),
  UINT32(4, false, 0, 4294967295.0),
  INT32(4, false, Integer.MIN_VALUE, Integer.MAX_VALUE),
  FLOAT32(4, true, -Float.MAX_VALUE, Float.MAX_VALUE),
  FLOAT64(8, true, -Double.MAX_VALUE, Double.MAX_VALUE);

  private final int bytes;
  private final boolean floating;
  private final double min;
  private final double max;

  DataType(int bytes, boolean floating, double min, double max) {
    this.bytes = bytes;
    this.floating = floating;
    this.min = min;
    this.max = max;
  }

  /**
   * The type of a name such as {@code uint16}, in any case.
   *
   * @throws IllegalArgumentException naming the known types
   */
  public static DataType parse(String name) {
    for (DataType type : values()) {
      if (type.name().equalsIgnoreCase(name)) {
        return type;
      }
    }
    throw new IllegalArgumentException(
        "data type must be one of uint8, int8, uint16, int16, uint32, int32, float32, float64, was "
            + name);
  }

  /** Bytes of one sample. */
  public int bytes() {
    return bytes;
  }

  public boolean isFloating() {
    return floating;
  }

  /** Smallest value that can be stored. */
  public double min() {
    return min;
  }

  /** Largest value that can be stored. */
  public double max() {
    return max;
  }

  /** True when a value can be stored without change. */
  public boolean holds(double value) {
    if (floating) {
      return Double.isNaN(value) || this == FLOAT64 || (float) value == value;
    }
    return value >= min && value <= max && Math.rint(value) == value;
  }

  /** The name as files and configuration write it, e.g. {@code uint16}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
