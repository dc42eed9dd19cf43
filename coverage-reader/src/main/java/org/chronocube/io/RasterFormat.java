// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import java.nio.ByteBuffer;
import org.chronocube.io.range.OpenedSource;

/** A file format that can be read block by block. Stateless or safe for concurrent use. */
public interface RasterFormat {

  /** Name for messages, e.g. {@code TIFF}. */
  String name();

  /**
   * True when a file that starts like this is of the format.
   *
   * @param head the file's first bytes, from position to limit; not to be changed
   */
  boolean recognises(ByteBuffer head);

  /**
   * Reads the header.
   *
   * @throws RasterReadException naming the file, when the header is broken or uses what is not
   *     supported
   */
  BlockReader open(OpenedSource file);
}
