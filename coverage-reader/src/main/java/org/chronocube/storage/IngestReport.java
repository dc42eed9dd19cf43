// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.time.Instant;
import java.util.List;

/**
 * What an ingest did.
 *
 * @param cube its name
 * @param unchanged dates that were there and stay as they are
 * @param written dates whose pixels were made from the archive
 * @param removed dates that were there and have no scene any more
 * @param rewrite why the store was written anew, or {@link Rewrite#NONE}
 * @param failures dates that could not be read; they are not in the cube, or stay as they were
 * @param cancelled true when it was stopped before all was done
 */
public record IngestReport(
    String cube,
    int unchanged,
    int written,
    int removed,
    Rewrite rewrite,
    List<Failure> failures,
    boolean cancelled) {

  /** Why a new generation of the store was made. */
  public enum Rewrite {
    /** It was not: dates were added to what there was, if any. */
    NONE,
    /** What is kept was made by another definition of the cube, or lies in other chunks. */
    DEFINITION,
    /** It was asked for. */
    ASKED,
    /** Dates came late, changed or went. */
    DATES,
    /** Journal and store do not agree. */
    DAMAGE
  }

  /**
   * A date that could not be read.
   *
   * @param time of the date
   * @param message naming scene, band and file
   */
  public record Failure(Instant time, String message) {}

  public IngestReport {
    failures = List.copyOf(failures);
  }

  /** True when the cube is as it was. */
  public boolean isUnchanged() {
    return written == 0 && removed == 0 && rewrite == Rewrite.NONE;
  }
}
