// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import org.chronocube.ChronocubeException;

/** A file format cannot hold a raster; the message says which rule of the format it breaks. */
public final class UnsupportedRasterException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public UnsupportedRasterException(String message) {
    super(message);
  }
}
