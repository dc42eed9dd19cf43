// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/**
 * A request as seen from another place of the application.
 *
 * @param whole as it came
 * @param base where the other place is, as the client sees it, with a trailing slash
 * @param path below that
 */
public record RelocatedRequest(WebRequest whole, URI base, String path) implements WebRequest {

  @Override
  public String method() {
    return whole.method();
  }

  @Override
  public String query() {
    return whole.query();
  }

  @Override
  public Optional<String> header(String name) {
    return whole.header(name);
  }

  @Override
  public InputStream body() throws IOException {
    return whole.body();
  }

  @Override
  public Caller caller() {
    return whole.caller();
  }

  @Override
  public boolean isAbandoned() {
    return whole.isAbandoned();
  }
}
