// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.io.IOException;

/** Answers requests; safe for concurrent use. */
@FunctionalInterface
public interface Endpoint {

  void handle(WebRequest request, WebResponse response) throws IOException;
}
