// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An HTTP answer as endpoints see it. Status and headers are set before the first byte of the body;
 * an endpoint that fails after it leaves the connection to be cut, so that no client takes half an
 * answer for a whole one.
 */
public interface WebResponse {

  void status(int code);

  void header(String name, String value);

  /** The body; closing it ends the answer. */
  OutputStream body() throws IOException;

  /** True once a byte of the body has been sent. */
  boolean isCommitted();
}
