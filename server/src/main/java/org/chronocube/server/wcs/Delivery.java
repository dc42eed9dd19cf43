// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import org.chronocube.cube.CancelledException;
import org.chronocube.server.encode.Encoded;
import org.chronocube.server.encode.Encoder;
import org.chronocube.server.encode.UnsupportedRasterException;
import org.chronocube.server.ows.OwsException;
import org.chronocube.web.WebResponse;

/**
 * Encodes a planned answer and sends it. Nothing is sent before every pixel has been read.
 *
 * @param coverage what is answered
 * @param format of the file
 * @param encoder for that format
 * @param source of the pixels
 * @param deadline that the source stops at
 */
record Delivery(
    Coverage coverage, OutputFormat format, Encoder encoder, CubeSource source, Deadline deadline) {

  /** A file with what goes around it. */
  interface Answer {
    String contentType();

    void write(OutputStream out) throws IOException;
  }

  /** Sends the file alone. */
  void send(WebResponse response) throws IOException {
    send(file -> new Alone(file), response);
  }

  /**
   * @param around what an encoded file is sent in
   */
  void send(Function<Encoded, Answer> around, WebResponse response) throws IOException {
    try {
      encoder.check(source);
    } catch (UnsupportedRasterException e) {
      throw new OwsException(OwsException.INVALID_PARAMETER_VALUE, "format", e.getMessage(), e);
    }
    try (Encoded file = encoder.encode(source)) {
      response.status(200);
      Answer answer = around.apply(file);
      response.header("Content-Type", answer.contentType());
      if (answer instanceof Alone) {
        response.header("Content-Length", Long.toString(file.size()));
        response.header("Content-Disposition", "attachment; filename=\"" + fileName() + "\"");
      }
      try (var out = response.body()) {
        answer.write(out);
      }
    } catch (CancelledException e) {
      throw deadline.isOver() ? deadline.exceeded() : e;
    }
  }

  private final class Alone implements Answer {
    private final Encoded file;

    Alone(Encoded file) {
      this.file = file;
    }

    @Override
    public String contentType() {
      return format.mediaType();
    }

    @Override
    public void write(OutputStream out) throws IOException {
      file.writeTo(out);
    }
  }

  /** The name of the file for those who save it. */
  String fileName() {
    return coverage.id() + "." + encoder.extension();
  }
}
