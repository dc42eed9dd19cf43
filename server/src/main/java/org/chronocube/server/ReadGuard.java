// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.chronocube.web.Endpoint;
import org.chronocube.web.Refusal;
import org.chronocube.web.Right;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/**
 * Lets nobody in who may not read: whatever is behind it need only ask for more than that.
 *
 * @param behind what is guarded
 * @param asksItself paths whose endpoint tells a refusal in its own form
 */
record ReadGuard(Endpoint behind, Predicate<String> asksItself) implements Endpoint {

  @Override
  public void handle(WebRequest request, WebResponse response) throws IOException {
    Optional<Refusal> refusal = request.caller().refusal(Right.READ);
    if (refusal.isEmpty() || asksItself.test(request.path())) {
      behind.handle(request, response);
    } else {
      refusal.get().writeProblem(response);
    }
  }
}
