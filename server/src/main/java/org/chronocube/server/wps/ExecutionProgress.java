// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.geotools.api.util.InternationalString;
import org.geotools.api.util.ProgressListener;
import org.geotools.util.SimpleInternationalString;

/**
 * Watches one run of a process; tells it to stop when it is dismissed, abandoned or out of time.
 */
final class ExecutionProgress implements ProgressListener {

  private final Clock clock;
  private final BooleanSupplier abandoned;
  private volatile Instant started = Instant.MAX;
  private volatile Instant deadline = Instant.MAX;
  private volatile float percent;
  private volatile String task = "";
  private volatile boolean canceled;
  private volatile Throwable failure;

  /**
   * @param abandoned true once nobody waits for the result any more
   */
  ExecutionProgress(Clock clock, BooleanSupplier abandoned) {
    this.clock = clock;
    this.abandoned = abandoned;
  }

  /** Starts the time that the process may take. */
  void startTimer(Duration limit) {
    started = clock.instant();
    deadline = started.plus(limit);
  }

  /** When {@link #startTimer} was called. */
  Instant since() {
    return started;
  }

  boolean isOutOfTime() {
    return clock.instant().isAfter(deadline);
  }

  /** Percent done, 0 to 99: 100 is for the result, not for the work. */
  int wholePercent() {
    return Math.max(0, Math.min(99, (int) percent));
  }

  String taskText() {
    return task;
  }

  @Override
  public InternationalString getTask() {
    return new SimpleInternationalString(task);
  }

  @Override
  public void setTask(InternationalString name) {
    task = name == null ? "" : name.toString();
  }

  @Override
  public void started() {}

  @Override
  public void progress(float done) {
    percent = Math.max(percent, done);
  }

  @Override
  public float getProgress() {
    return percent;
  }

  @Override
  public void complete() {
    percent = 100;
  }

  @Override
  public void dispose() {}

  @Override
  public boolean isCanceled() {
    return canceled || abandoned.getAsBoolean() || isOutOfTime();
  }

  @Override
  public void setCanceled(boolean stop) {
    canceled = stop;
  }

  @Override
  public void warningOccurred(String source, String location, String warning) {
    task = warning;
  }

  @Override
  public void exceptionOccurred(Throwable exception) {
    failure = exception;
  }

  /** What the process reported instead of throwing, or null. */
  Throwable failure() {
    return failure;
  }
}
