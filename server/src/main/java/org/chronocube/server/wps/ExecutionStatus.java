// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.time.Instant;
import org.chronocube.server.ows.OwsException;

/** Where an execution is. */
sealed interface ExecutionStatus {

  /** Waits for a place. */
  record Accepted() implements ExecutionStatus {}

  /**
   * Runs.
   *
   * @param since when it has begun
   * @param percent 0 to 99
   * @param task what it does, may be empty
   */
  record Started(Instant since, int percent, String task) implements ExecutionStatus {}

  /** Has ended well. */
  record Succeeded() implements ExecutionStatus {}

  /** Has ended badly. */
  record Failed(OwsException error) implements ExecutionStatus {}
}
