// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Why a caller may not do what it asks for. Every protocol tells it in its own form, with this
 * status and these headers.
 *
 * @param status 401 (log in), 403 (somebody else may) or 429 (too many wrong log-ins)
 * @param title the status in words
 * @param message for the caller; names the missing right, never a secret
 * @param headers that go with the status, e.g. {@code WWW-Authenticate} (RFC 9110 §11.6.1)
 */
public record Refusal(int status, String title, String message, Map<String, String> headers) {

  private static final String CHALLENGE =
      "Basic realm=\"Chronocube\", charset=\"UTF-8\", Bearer realm=\"Chronocube\"";

  public Refusal {
    headers = Map.copyOf(headers);
  }

  /** 401: who calls is not known, or not proven. */
  public static Refusal logIn(String message) {
    return new Refusal(401, "Unauthorized", message, Map.of("WWW-Authenticate", CHALLENGE));
  }

  /** 403: who calls is known and may not. */
  public static Refusal forbidden(String message) {
    return new Refusal(403, "Forbidden", message, Map.of());
  }

  /** 429: log-ins from there failed too often. */
  public static Refusal later(String message, long seconds) {
    return new Refusal(
        429, "Too Many Requests", message, Map.of("Retry-After", String.valueOf(seconds)));
  }

  /** Answers as {@code application/problem+json}. */
  public void writeProblem(WebResponse response) throws IOException {
    headers.forEach(response::header);
    new Problem(status, title, message, Optional.empty()).write(response);
  }
}
