// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.chronocube.InvalidParameterException;

/**
 * An error as {@code application/problem+json} (RFC 9457) tells it. The type is always {@code
 * about:blank}: title and status say the same thing.
 *
 * @param status HTTP status, 400 to 599
 * @param title the status in words
 * @param detail what went wrong with this request
 * @param parameter the parameter at fault, if one is
 */
public record Problem(int status, String title, String detail, Optional<String> parameter) {

  private static final JsonMapper JSON = new JsonMapper();

  public static Problem badRequest(InvalidParameterException e) {
    return new Problem(400, "Bad Request", e.getMessage(), Optional.ofNullable(e.parameter()));
  }

  public static Problem notFound(String detail) {
    return new Problem(404, "Not Found", detail, Optional.empty());
  }

  public static Problem methodNotAllowed(String method, String allowed) {
    return new Problem(
        405,
        "Method Not Allowed",
        "method must be one of " + allowed + ", was " + method,
        Optional.empty());
  }

  public static Problem serverError(String detail) {
    return new Problem(500, "Internal Server Error", detail, Optional.empty());
  }

  /** Answers a request with this problem. */
  public void write(WebResponse response) throws IOException {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "about:blank");
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    parameter.ifPresent(name -> members.put("parameter", name));
    response.status(status);
    response.header("Content-Type", "application/problem+json");
    response.header("Cache-Control", "no-store");
    try (var out = response.body()) {
      out.write(JSON.writeValueAsBytes(members));
    }
  }
}
