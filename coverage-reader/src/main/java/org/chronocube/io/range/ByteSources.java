// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;
import java.net.URI;

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
}
