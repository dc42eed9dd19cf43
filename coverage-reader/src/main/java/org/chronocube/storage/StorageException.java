// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import org.chronocube.ChronocubeException;

/** What is kept of a cube cannot be read or written; the message names the file. */
public final class StorageException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public StorageException(String message) {
    super(message);
  }

  public StorageException(String message, Throwable cause) {
    super(message, cause);
  }
}
