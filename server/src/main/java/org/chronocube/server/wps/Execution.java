// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.chronocube.server.ows.OwsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of a process, from its inputs to its outputs as files in a directory of its own.
 *
 * <p>Run once, by one thread; its status may be read by any.
 */
final class Execution {

  private static final String OUT_OF_MEMORY = "The process ran out of memory.";
  private static final String LOG_SAYS_WHY = "The process failed; the server's log says why.";
  private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

  /**
   * An output that is there.
   *
   * @param plan how it is delivered
   * @param value what the process gave
   * @param file the encoded value
   */
  record Result(OutputPlan plan, Object value, Path file) {}

  private final String id;
  private final ExecutionPlan plan;
  private final Instant created;
  private final Path directory;
  private final ExecutionProgress progress;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile ExecutionStatus status = new ExecutionStatus.Accepted();
  private volatile List<Result> results = List.of();
  private volatile Optional<String> report = Optional.empty();

  Execution(
      String id, ExecutionPlan plan, Instant created, Path directory, ExecutionProgress progress) {
    this.id = id;
    this.plan = plan;
    this.created = created;
    this.directory = directory;
    this.progress = progress;
  }

  String id() {
    return id;
  }

  ExecutionPlan plan() {
    return plan;
  }

  Instant created() {
    return created;
  }

  Path directory() {
    return directory;
  }

  List<Result> results() {
    return results;
  }

  /** What the results were made of, a STAC item without assets, of processes that tell. */
  Optional<String> report() {
    return report;
  }

  /** Where it is now. */
  ExecutionStatus status() {
    return status instanceof ExecutionStatus.Started
        ? new ExecutionStatus.Started(
            progress.since(), progress.wholePercent(), progress.taskText())
        : status;
  }

  /** Asks it to stop; a process looks now and then. */
  void cancel() {
    progress.setCanceled(true);
  }

  /** Says that its results are where they are read from, or are gone. */
  void end() {
    ended.countDown();
  }

  /** Waits for {@link #end}; false when it has not come in that time. */
  boolean awaitEnd(Duration atMost) {
    try {
      return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends without having run. */
  void fail(OwsException error) {
    status = new ExecutionStatus.Failed(error);
  }

  /**
   * Runs the process and encodes its outputs. Never throws: what goes wrong is in the status.
   *
   * @param limit after which the process is stopped
   * @param maxOutputBytes largest output
   */
  void run(Duration limit, long maxOutputBytes) {
    if (progress.isCanceled()) {
      fail(stopped(limit));
      return;
    }
    progress.startTimer(limit);
    status = new ExecutionStatus.Started(progress.since(), 0, "");
    try {
      Map<String, Object> values = plan.process().create().execute(plan.inputs(), progress);
      if (progress.failure() != null) {
        throw new ChronocubeException(progress.failure().getMessage(), progress.failure());
      }
      if (progress.isCanceled()) {
        fail(stopped(limit));
        return;
      }
      results = encode(values, maxOutputBytes);
      report = Optional.ofNullable(values.get("report")).map(String::valueOf);
      status = new ExecutionStatus.Succeeded();
    } catch (IOException | RuntimeException e) {
      fail(progress.isCanceled() ? stopped(limit) : error(e));
    } catch (OutOfMemoryError | StackOverflowError | LinkageError e) {
      LOG.error("{} of {} cannot run", id, plan.process().identifier(), e);
      boolean memory = e instanceof OutOfMemoryError;
      fail(
          new OwsException(
              OwsException.NO_APPLICABLE_CODE, null, memory ? OUT_OF_MEMORY : LOG_SAYS_WHY, e));
    }
  }

  private List<Result> encode(Map<String, Object> values, long maxOutputBytes) throws IOException {
    List<Result> encoded = new ArrayList<>();
    for (OutputPlan output : plan.outputs()) {
      Object value = values.get(output.id());
      if (value != null) {
        Path file = directory.resolve(output.fileName());
        try (OutputStream out =
            new LimitedStream(Files.newOutputStream(file), output.id(), maxOutputBytes)) {
          output.format().encoder().encode(value, out);
        }
        encoded.add(new Result(output, value, file));
      } else if (plan.request().raw()) {
        throw new ChronocubeException("the process gave no " + output.id());
      }
    }
    return encoded;
  }

  private OwsException stopped(Duration limit) {
    String why =
        progress.isOutOfTime()
            ? "The process must end within " + limit.toSeconds() + " s and was stopped."
            : "The process was dismissed.";
    return new OwsException(OwsException.NO_APPLICABLE_CODE, null, why);
  }

  // Processes wrap what they throw; the cause that says most is what the client is told.
  private OwsException error(Exception e) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof OwsException ows) {
        return ows;
      }
      if (t instanceof OutOfMemoryError) {
        LOG.error("{} of {} ran out of memory", id, plan.process().identifier(), e);
        return new OwsException(OwsException.NO_APPLICABLE_CODE, null, OUT_OF_MEMORY, e);
      }
      if (t instanceof InvalidParameterException invalid) {
        return new OwsException(
            OwsException.INVALID_PARAMETER_VALUE, invalid.parameter(), invalid.getMessage(), e);
      }
    }
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof ChronocubeException known) {
        LOG.warn("{} of {}: {}", id, plan.process().identifier(), known.getMessage());
        return new OwsException(OwsException.NO_APPLICABLE_CODE, null, known.getMessage(), e);
      }
    }
    LOG.error("{} of {} failed", id, plan.process().identifier(), e);
    return new OwsException(OwsException.NO_APPLICABLE_CODE, null, LOG_SAYS_WHY, e);
  }
}
