// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/** An HTTP request as endpoints see it, whichever server carries it. */
public interface WebRequest {

  /** {@code GET}, {@code POST} … in upper case. */
  String method();

  /**
   * Where the application is mounted, as the client sees it, with a trailing slash: what links in
   * answers start with.
   */
  URI base();

  /** Path below {@link #base()}, decoded, without a leading slash. */
  String path();

  /** The query string as sent (percent-encoded), empty when there is none. */
  String query();

  /** First value of a header; names in any case. */
  Optional<String> header(String name);

  /** The body; fails with {@link RequestTooLargeException} past the server's limit. */
  InputStream body() throws IOException;

  /** Who asks. Whoever carries requests says so; what nobody has looked at may only read. */
  default Caller caller() {
    return Caller.READER;
  }

  /** True once the client has gone away: work for it may stop. */
  boolean isAbandoned();
}
