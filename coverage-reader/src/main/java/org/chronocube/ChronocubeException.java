// SPDX-License-Identifier: Apache-2.0
package org.chronocube;

/**
 * Root of the errors Chronocube raises itself. Subclasses live in the package that raises them and
 * name, in the message, what failed: the scene, granule, band, window, block or parameter.
 */
public class ChronocubeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ChronocubeException(String message) {
    super(message);
  }

  public ChronocubeException(String message, Throwable cause) {
    super(message, cause);
  }
}
