// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpResponse;

/** What statuses other than the one that was hoped for mean. */
final class HttpStatus {

  private HttpStatus() {}

  /** An exception that tells status and reason, and nothing of the request. */
  static IOException failure(HttpTransfer.Call call, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String shown =
        "HTTP status "
            + status
            + call.requests().reason(response.body()).map(r -> ", " + r).orElse("");
    return switch (status) {
      case 404, 410 -> new FileNotFoundException("it does not exist (" + shown + ")");
      case 401, 403 -> new IOException("access was refused (" + shown + ")");
      default -> new IOException("the server answered with " + shown);
    };
  }
}
