// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import java.io.IOException;

/** What is wrong with a stream; its catcher adds of what. */
public final class ZlibException extends IOException {

  private static final long serialVersionUID = 1L;

  ZlibException(String message) {
    super(message);
  }
}
