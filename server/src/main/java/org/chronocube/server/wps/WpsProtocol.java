// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.web.WebResponse;

/** One version of the standard: how its requests are read and its answers written. */
sealed interface WpsProtocol permits Wps1, Wps2 {

  /** The version, {@code a.b.c}. */
  String version();

  /**
   * Answers a request.
   *
   * @throws OwsException {@code OperationNotSupported} when the version has no such operation
   */
  void handle(OwsRequest request, WebResponse response) throws IOException;

  /** Answers an error. */
  void fail(OwsException error, WebResponse response) throws IOException;
}
