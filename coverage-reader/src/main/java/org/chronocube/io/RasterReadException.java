// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import org.chronocube.ChronocubeException;

/** A raster file cannot be opened or decoded; the message names file, block and cause. */
public final class RasterReadException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public RasterReadException(String message) {
    super(message);
  }

  public RasterReadException(String message, Throwable cause) {
    super(message, cause);
  }
}
