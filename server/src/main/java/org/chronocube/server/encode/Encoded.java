// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A file whose size is known: bytes that wait in memory or in temporary files, and parts that are
 * made while they are sent. Its bytes can be had once.
 */
public final class Encoded implements Closeable {

  /** Some bytes of a file. */
  public interface Part extends Closeable {

    /** Number of bytes; of a part that is made while it is sent, known beforehand. */
    long size();

    /**
     * Sends all bytes; does not close the stream.
     *
     * @throws IOException when they cannot be sent or temporary space cannot be used; what reading
     *     pixels throws passes through
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private final List<Part> parts;

  /**
   * @param parts in the order they are sent; one may depend on what is sent before it
   */
  public Encoded(List<? extends Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Number of bytes. */
  public long size() {
    return parts.stream().mapToLong(Part::size).sum();
  }

  /** Sends all bytes; does not close the stream. */
  public void writeTo(OutputStream out) throws IOException {
    for (Part part : parts) {
      part.writeTo(out);
    }
  }

  /** Frees memory and temporary files. */
  @Override
  public void close() throws IOException {
    Spool.closeAll(parts);
  }
}
