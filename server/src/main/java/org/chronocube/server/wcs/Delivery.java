// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.util.Optional;
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

  /**
   * @param multipart the first part of an answer in two parts; empty for the file alone
   */
  void send(Optional<GmlDocument> multipart, WebResponse response) throws IOException {
    try {
      encoder.check(source);
    } catch (UnsupportedRasterException e) {
      throw new OwsException(OwsException.INVALID_PARAMETER_VALUE, "format", e.getMessage(), e);
    }
    try (Encoded file = encoder.encode(source)) {
      response.status(200);
      if (multipart.isPresent()) {
        sendMultipart(multipart.get(), file, response);
      } else {
        sendFile(file, response);
      }
    } catch (CancelledException e) {
      throw deadline.isOver() ? deadline.exceeded() : e;
    }
  }

  private String fileName() {
    return coverage.id() + "." + encoder.extension();
  }

  private void sendFile(Encoded file, WebResponse response) throws IOException {
    response.header("Content-Type", format.mediaType());
    response.header("Content-Length", Long.toString(file.size()));
    response.header("Content-Disposition", "attachment; filename=\"" + fileName() + "\"");
    try (var out = response.body()) {
      file.writeTo(out);
    }
  }

  private void sendMultipart(GmlDocument document, Encoded file, WebResponse response)
      throws IOException {
    response.header("Content-Type", MultipartAnswer.CONTENT_TYPE);
    try (var out = response.body()) {
      new MultipartAnswer(document, fileName(), format.mediaType(), source).write(file, out);
    }
  }
}
