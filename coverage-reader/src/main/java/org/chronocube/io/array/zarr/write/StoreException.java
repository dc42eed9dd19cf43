// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import org.chronocube.ChronocubeException;

/** A store cannot be written; the message names the store, the file and the cause. */
public final class StoreException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
