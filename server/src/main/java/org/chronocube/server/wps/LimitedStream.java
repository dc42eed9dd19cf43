// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.chronocube.server.ows.OwsException;

/** Refuses to grow past a limit, with {@code SizeExceeded}. */
final class LimitedStream extends FilterOutputStream {

  private final String outputId;
  private final long limit;
  private long size;

  LimitedStream(OutputStream out, String outputId, long limit) {
    super(out);
    this.outputId = outputId;
    this.limit = limit;
  }

  @Override
  public void write(int b) throws IOException {
    grow(1);
    out.write(b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    grow(length);
    out.write(bytes, offset, length);
  }

  private void grow(int length) {
    size += length;
    if (size > limit) {
      throw new OwsException(
          WpsCodes.SIZE_EXCEEDED,
          outputId,
          outputId + " must have at most " + limit + " bytes, has more");
    }
  }
}
