// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Encoded files as bytes. */
public final class EncodedFiles {

  private EncodedFiles() {}

  public static byte[] bytes(Encoder encoder, RasterSource source) {
    try (Encoded encoded = encoder.encode(source)) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      encoded.writeTo(out);
      if (out.size() != encoded.size()) {
        throw new AssertionError("size was " + encoded.size() + ", wrote " + out.size());
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
