// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.chronocube.web.Right;
import org.chronocube.web.WebResponse;

/** One OGC service; safe for concurrent use. */
public interface OwsService {

  /** {@code WMS}, {@code WCS} …: the value of the SERVICE parameter. */
  String name();

  /** Where it answers, at the root or below a workspace; lower case. */
  default List<String> paths() {
    return List.of(name().toLowerCase(Locale.ROOT));
  }

  /** True when what lies below its paths is its too, as {@code wmts/rest/…}. */
  default boolean hasResources() {
    return false;
  }

  /**
   * Answers a request. It writes nothing before all that may fail is done; what it throws before
   * the first byte is answered by {@link #fail}.
   */
  void handle(OwsRequest request, WebResponse response) throws IOException;

  /** What a caller must be allowed to do for this request; asked before {@link #handle}. */
  default Right right(OwsRequest request) {
    return Right.READ;
  }

  /** Answers an error in the format of the version the request names. */
  void fail(OwsRequest request, OwsException error, WebResponse response) throws IOException;
}
