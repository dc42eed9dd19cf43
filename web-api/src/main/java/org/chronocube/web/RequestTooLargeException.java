// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.io.IOException;

/** A request body is larger than the server accepts; front ends answer 413. */
public final class RequestTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  public RequestTooLargeException(long limitBytes) {
    super("request body must be at most " + limitBytes + " bytes");
  }
}
