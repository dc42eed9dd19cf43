// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import org.chronocube.ChronocubeException;

/** A file of the data directory breaks a rule; the message names the file. */
public final class DataDirectoryException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public DataDirectoryException(String message) {
    super(message);
  }

  public DataDirectoryException(String message, Throwable cause) {
    super(message, cause);
  }
}
