// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.io.IOException;
import org.chronocube.web.WebResponse;

/** One OGC service; safe for concurrent use. */
public interface OwsService {

  /** {@code WMS}, {@code WCS} …: the value of the SERVICE parameter. */
  String name();

  /**
   * Answers a request. It writes nothing before all that may fail is done; what it throws before
   * the first byte is answered by {@link #fail}.
   */
  void handle(OwsRequest request, WebResponse response) throws IOException;

  /** Answers an error in the format of the version the request names. */
  void fail(OwsRequest request, OwsException error, WebResponse response) throws IOException;
}
