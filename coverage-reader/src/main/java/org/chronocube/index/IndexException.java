// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index;

import org.chronocube.ChronocubeException;

/** The index cannot be opened, read or written. */
public final class IndexException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public IndexException(String message) {
    super(message);
  }

  public IndexException(String message, Throwable cause) {
    super(message, cause);
  }
}
