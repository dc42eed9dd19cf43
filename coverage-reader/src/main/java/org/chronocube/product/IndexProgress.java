// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

/** Hears how indexing goes, from the thread that indexes. */
public interface IndexProgress {

  /** Nobody listens, nobody stops. */
  IndexProgress NONE = new IndexProgress() {};

  /** Scenes of a product have been found, −1 of a listing, and will now be looked at. */
  default void found(String product, int scenes) {}

  /** One scene has been parsed and is in the index, or skipped. */
  default void done(String product, String scene) {}

  /** True to stop after the present batch; what has been inserted stays. */
  default boolean isCancelled() {
    return false;
  }
}
