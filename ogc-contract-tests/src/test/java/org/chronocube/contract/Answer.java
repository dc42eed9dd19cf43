// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.imageio.ImageIO;

/** What came back. */
record Answer(HttpResponse<byte[]> response) {

  int status() {
    return response.statusCode();
  }

  /** Media type without parameters. */
  String type() {
    return header("content-type").replaceFirst("\\s*;.*", "");
  }

  /** First value of a header, empty when absent. */
  String header(String name) {
    return response.headers().firstValue(name).orElse("");
  }

  byte[] bytes() {
    return response.body();
  }

  String text() {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** The picture; fails with the text when the answer is none. */
  BufferedImage picture(String type) throws IOException {
    assertThat(type()).as(this::summary).isEqualTo(type);
    return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes())), type);
  }

  JsonNode json() throws IOException {
    assertThat(type()).as(this::summary).matches("application/(geo\\+)?json");
    return new ObjectMapper().readTree(bytes());
  }

  Xml xml() {
    assertThat(type()).as(this::summary).matches("(text|application)/([\\w.-]+\\+)?xml");
    return Xml.parse(bytes());
  }

  /** Request, status and the start of the body, for messages. */
  String summary() {
    String body = type().startsWith("image") ? bytes().length + " bytes" : text();
    return response.request().method()
        + " "
        + response.uri()
        + " -> "
        + status()
        + " "
        + type()
        + "\n"
        + body.substring(0, Math.min(2000, body.length()));
  }
}
