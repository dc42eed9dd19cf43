// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import org.chronocube.ChronocubeException;

/** Files do not make a scene; the message says which file and why. */
public final class SceneParseException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  public SceneParseException(String message) {
    super(message);
  }

  public SceneParseException(String message, Throwable cause) {
    super(message, cause);
  }
}
