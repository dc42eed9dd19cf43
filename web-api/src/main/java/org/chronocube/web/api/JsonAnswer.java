// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.chronocube.web.EntityTag;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/** How answers of the API are sent. */
final class JsonAnswer {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private JsonAnswer() {}

  /** Sends a document, or 304 when the client has it. */
  static void send(byte[] body, EntityTag tag, WebRequest request, WebResponse response)
      throws IOException {
    response.header("Content-Type", "application/json");
    if (tag.answerNotModified(request, response)) {
      return;
    }
    response.status(200);
    try (var out = response.body()) {
      out.write(body);
    }
  }

  /** ISO 8601 in UTC with milliseconds, as the WMS time dimension writes it. */
  static String text(Instant instant) {
    return TIME.format(instant);
  }
}
