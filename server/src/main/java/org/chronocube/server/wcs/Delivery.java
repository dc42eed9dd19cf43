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
 * Encodes a planned answer and sends it. The first bytes are held back, so that what fails early,
 * and all that fails in a small answer, is told as an exception report; later only a cut connection
 * tells.
 *
 * @param coverage what is answered
 * @param format of the file
 * @param encoder for that format
 * @param source of the pixels
 * @param deadline that the source stops at
 */
record Delivery(
    Coverage coverage, OutputFormat format, Encoder encoder, CubeSource source, Deadline deadline) {

  private static final int HELD_BACK = 2 << 20;

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
    try (Encoded file = encoder.encode(source.inStrips())) {
      Answer answer = around.apply(file);
      HeldBack out = new HeldBack(HELD_BACK, () -> start(answer, file, response), deadline::extend);
      answer.write(out);
      out.finish();
    } catch (CancelledException e) {
      throw failure(e, response);
    }
  }

  private OutputStream start(Answer answer, Encoded file, WebResponse response) throws IOException {
    response.status(200);
    response.header("Content-Type", answer.contentType());
    if (answer instanceof Alone) {
      response.header("Content-Length", Long.toString(file.size()));
      response.header("Content-Disposition", "attachment; filename=\"" + fileName() + "\"");
    }
    return response.body();
  }

  private RuntimeException failure(CancelledException e, WebResponse response) throws IOException {
    if (deadline.isOver()) {
      return deadline.exceeded();
    }
    if (response.isCommitted()) {
      throw new IOException("the client went away", e);
    }
    return e;
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
