// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Finds where jobs are. */
final class Wps2Status {

  private static final Duration POLL_SOON = Duration.ofSeconds(2);
  private static final Duration POLL_LATE = Duration.ofSeconds(30);

  private final Executions executions;

  Wps2Status(Executions executions) {
    this.executions = executions;
  }

  /** Where a job is, empty when there is no such job (any more). */
  Optional<StatusInfo> of(String id) throws IOException {
    // First what runs: a job is in the store before it stops counting as running.
    Optional<Execution> running = executions.underWay(id, Wps2.VERSION);
    Optional<StatusInfo> ended = executions.store().ended(id, Wps2.VERSION).map(e -> ended(id, e));
    return ended.or(() -> running.map(this::running));
  }

  /** Writes where an execution under way is. */
  void write(Execution execution, OutputStream out) throws IOException {
    running(execution).write(out);
  }

  private StatusInfo ended(String id, ResultStore.Ended ended) {
    return new StatusInfo(
        id,
        ended.succeeded() ? "Succeeded" : "Failed",
        Optional.of(executions.expiry(ended.at())),
        Optional.empty(),
        Optional.empty(),
        ended.succeeded() ? Optional.of(100) : Optional.empty());
  }

  // What has ended a moment ago, and is being written, still runs for the client.
  private StatusInfo running(Execution execution) {
    Instant now = executions.now();
    if (!(execution.status() instanceof ExecutionStatus.Started started)) {
      boolean waits = execution.status() instanceof ExecutionStatus.Accepted;
      return new StatusInfo(
          execution.id(),
          waits ? "Accepted" : "Running",
          Optional.empty(),
          Optional.empty(),
          Optional.of(now.plus(POLL_SOON)),
          Optional.of(waits ? 0 : 99));
    }
    Optional<Duration> left = left(started, now);
    Duration poll = left.filter(d -> d.compareTo(POLL_SOON) > 0).orElse(POLL_SOON);
    return new StatusInfo(
        execution.id(),
        "Running",
        Optional.empty(),
        left.map(now::plus),
        Optional.of(now.plus(poll.compareTo(POLL_LATE) > 0 ? POLL_LATE : poll)),
        Optional.of(started.percent()));
  }

  // As long again, for each percent to come, as for each that is done.
  private static Optional<Duration> left(ExecutionStatus.Started started, Instant now) {
    if (started.percent() < 1) {
      return Optional.empty();
    }
    Duration spent = Duration.between(started.since(), now);
    return Optional.of(spent.multipliedBy(100L - started.percent()).dividedBy(started.percent()));
  }
}
