// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A finished file: bytes in memory or in temporary files, in the order they are sent. */
public final class Encoded implements Closeable {

  private final List<Spool> parts;

  public Encoded(List<Spool> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Number of bytes. */
  public long size() {
    return parts.stream().mapToLong(Spool::size).sum();
  }

  /** Sends all bytes; does not close the stream. */
  public void writeTo(OutputStream out) throws IOException {
    for (Spool part : parts) {
      part.writeTo(out);
    }
  }

  /** Frees memory and temporary files. */
  @Override
  public void close() throws IOException {
    Spool.closeAll(parts);
  }
}
