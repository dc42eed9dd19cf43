// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.IOException;

/** A codestream that is broken, or uses what is not supported. */
final class Jp2Exception extends IOException {

  private static final long serialVersionUID = 1L;

  Jp2Exception(String message) {
    super(message);
  }
}
