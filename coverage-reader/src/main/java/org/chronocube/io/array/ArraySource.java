// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array;

import java.io.IOException;
import org.chronocube.io.range.ContentId;

/** One array of a file, read by chunks. Immutable, safe for concurrent use. */
public interface ArraySource {

  ArrayInfo info();

  /** Which content of which file this is: another one when the array's metadata change. */
  ContentId content();

  /** False when the file is known to hold another content now. */
  boolean isCurrent();

  /**
   * Reads one chunk.
   *
   * @param index of the chunk along each dimension
   * @return a primitive array of {@link ElementType#decode} with the elements inside the array, the
   *     last dimension fastest
   * @throws IOException when it cannot be read or is broken
   */
  Object chunk(int[] index) throws IOException;
}
