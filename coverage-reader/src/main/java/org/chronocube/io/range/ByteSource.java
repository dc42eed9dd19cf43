// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The bytes of one content of one resource. Immutable towards its callers, holds nothing open
 * between calls, safe for concurrent use.
 */
public interface ByteSource {

  /** Most bytes of {@link #readDocument}. */
  int MOST_OF_DOCUMENT = 64 << 20;

  /** Which content of which resource this is. */
  ContentId id();

  /**
   * Reads some ranges; neighbours are fetched together.
   *
   * @return one array-backed buffer per range, in the order asked, from position to limit; buffers
   *     may share arrays and must not be written to
   * @throws java.io.EOFException when a range ends after the content; nothing is allocated for it
   * @throws ContentChangedException when the resource holds another content now
   * @throws IOException when it cannot be read
   */
  List<ByteBuffer> read(List<ByteRange> ranges) throws IOException;

  /** Reads one range. See {@link #read(List)}. */
  default ByteBuffer read(ByteRange range) throws IOException {
    return read(List.of(range)).get(0);
  }

  /**
   * Reads the whole content, of documents that describe others.
   *
   * @throws IOException when it is longer than {@link #MOST_OF_DOCUMENT} bytes, or as of {@link
   *     #read(List)}
   */
  default byte[] readDocument() throws IOException {
    if (size() > MOST_OF_DOCUMENT) {
      throw new IOException("it must be at most " + MOST_OF_DOCUMENT + " bytes, is " + size());
    }
    ByteBuffer bytes = read(new ByteRange(0, (int) size()));
    byte[] document = new byte[bytes.remaining()];
    bytes.duplicate().get(document);
    return document;
  }

  /**
   * False when the resource is known to hold another content now, or cannot be reached. Files are
   * looked at each time, remote resources at intervals.
   */
  boolean isCurrent();

  /**
   * Opens the file beside this one that has the same name plus a suffix.
   *
   * @return empty when there is none, or when finding out would cost a request
   */
  default Optional<OpenedSource> sibling(String suffix) throws IOException {
    return Optional.empty();
  }

  /** Size of the content in bytes. */
  default long size() {
    return id().size();
  }
}
