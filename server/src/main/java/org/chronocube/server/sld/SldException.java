// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import org.chronocube.ChronocubeException;

/** A style is broken, or asks for what is not supported; the message names the element. */
public final class SldException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public SldException(String message) {
    super(message);
  }

  public SldException(String message, Throwable cause) {
    super(message, cause);
  }
}
