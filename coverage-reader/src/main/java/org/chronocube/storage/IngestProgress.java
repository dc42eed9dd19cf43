// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

/** How an ingest is watched and stopped. Implementations are safe for concurrent use. */
public interface IngestProgress {

  /** Nobody watches, nobody stops. */
  IngestProgress NONE = new IngestProgress() {};

  /**
   * Dates of a cube are going to be written.
   *
   * @param dates how many
   */
  default void begin(String cube, int dates) {}

  /** As many more dates are written, or given up. */
  default void done(int dates) {}

  /** True when the ingest is no longer wanted: it stops, and can be taken up again. */
  default boolean isCancelled() {
    return false;
  }
}
