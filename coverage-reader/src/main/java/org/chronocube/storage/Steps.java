// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

/** Told of every step of an ingest that leaves something on the disk. */
@FunctionalInterface
interface Steps {

  /** Tells nobody. */
  Steps UNWATCHED = step -> {};

  /** What was done last. */
  enum Step {
    /** A new generation was made, without dates. */
    BEGUN,
    /** Files of a new generation were taken over from the one before. */
    LINKED,
    /** A part of a batch's samples was written. */
    WRITTEN,
    /** The lines of a batch were put beside the journal. */
    ANNOUNCED,
    /** The store's own metadata show a batch. */
    SHOWN,
    /** A batch is in the journal. */
    COUNTED,
    /** A new generation took the place of the one before. */
    PUBLISHED
  }

  void reached(Step step);
}
