// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import java.io.IOException;

/** What is wrong with a file or a block; its catcher adds which one. */
final class TiffException extends IOException {

  private static final long serialVersionUID = 1L;

  TiffException(String message) {
    super(message);
  }

  TiffException(String message, Throwable cause) {
    super(message, cause);
  }
}
