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

  /**
   * Reads one chunk in the shape in which it is kept in memory, which {@link #copy} understands: of
   * elements of 8 and 16 bits this may be another one than {@link #chunk} gives.
   *
   * @return a primitive array
   * @throws IOException as of {@link #chunk}
   */
  default Object kept(int[] index) throws IOException {
    return chunk(index);
  }

  /**
   * Copies elements that lie side by side.
   *
   * @param kept of {@link #kept}
   * @param from number of the first element in its chunk
   * @param to an array of the type that {@link ElementType#decode} gives
   * @param at first element there
   * @param count of elements
   */
  default void copy(Object kept, int from, Object to, int at, int count) {
    System.arraycopy(kept, from, to, at, count);
  }
}
