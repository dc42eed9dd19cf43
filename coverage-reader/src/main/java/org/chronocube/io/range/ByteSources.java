// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;

/** Opens resources of one kind, e.g. files or HTTP URLs. Safe for concurrent use. */
public interface ByteSources {

  /** How many bytes are read on opening: the header of most files. */
  int HEAD_BYTES = 16 * 1024;

  /**
   * Opens a resource and reads its first bytes.
   *
   * @throws IOException when access is not allowed, or it is missing or cannot be read
   */
  OpenedSource open(URI uri) throws IOException;

  /**
   * Reads all of a resource, of one content.
   *
   * @throws IOException as of {@link #open}, or when it is too long for an array
   */
  default ByteBuffer readAll(URI uri) throws IOException {
    OpenedSource opened = open(uri);
    long size = opened.source().size();
    if (size > Integer.MAX_VALUE) {
      throw new IOException("it must be at most " + Integer.MAX_VALUE + " bytes, is " + size);
    }
    return opened.head().remaining() == size
        ? opened.head()
        : opened.source().read(new ByteRange(0, (int) size));
  }
}
