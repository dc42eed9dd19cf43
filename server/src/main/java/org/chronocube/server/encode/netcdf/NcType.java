// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.netcdf;

import org.chronocube.band.DataType;

/** External types of NetCDF's classic format; all are signed. */
enum NcType {
  BYTE(1, 1),
  CHAR(2, 1),
  SHORT(3, 2),
  INT(4, 4),
  FLOAT(5, 4),
  DOUBLE(6, 8);

  private final int code;
  private final int bytes;

  NcType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int code() {
    return code;
  }

  int bytes() {
    return bytes;
  }

  /** The type with as many bits; unsigned types need the attribute {@code _Unsigned}. */
  static NcType of(DataType type) {
    return switch (type) {
      case UINT8, INT8 -> BYTE;
      case UINT16, INT16 -> SHORT;
      case UINT32, INT32 -> INT;
      case FLOAT32 -> FLOAT;
      case FLOAT64 -> DOUBLE;
    };
  }
}
