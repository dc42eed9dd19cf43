// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import org.chronocube.cube.Progress;
import org.chronocube.web.WebRequest;

/** Stops the work when the client has gone. */
record ClientProgress(WebRequest request) implements Progress {

  @Override
  public void report(double fraction) {}

  @Override
  public boolean isCancelled() {
    return request.isAbandoned();
  }
}
