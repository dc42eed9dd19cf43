// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

/**
 * Receives the slices of a streaming read, one call at a time, all on the thread that asked for the
 * read.
 */
@FunctionalInterface
public interface SliceConsumer {

  /**
   * @param slice the receiver's own; not used by the engine after the call
   */
  void accept(Slice slice);
}
