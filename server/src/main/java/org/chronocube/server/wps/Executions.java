// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.chronocube.server.ows.OwsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs processes: some at a time in requests, some at a time in the background, a bounded number of
 * others waiting. Results of background runs are kept until they expire.
 *
 * <p>Safe for concurrent use. {@link #close} dismisses what is under way.
 */
final class Executions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
  private static final long SWEEP_SECONDS = 60;
  private static final long STOP_SECONDS = 10;

  private final WpsSettings settings;
  private final ResultStore store;
  private final Clock clock;
  private final Semaphore places;
  private final ThreadPoolExecutor pool;
  private final ScheduledThreadPoolExecutor sweeper;
  private final Map<String, Execution> underWay = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Executions(WpsSettings settings, Path storage, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    store = new ResultStore(storage, settings.maxStoredBytes());
    places = new Semaphore(settings.maxSynchronous());
    BlockingQueue<Runnable> queue =
        settings.maxWaiting() == 0
            ? new SynchronousQueue<>()
            : new ArrayBlockingQueue<>(settings.maxWaiting());
    pool =
        new ThreadPoolExecutor(
            settings.maxAsynchronous(),
            settings.maxAsynchronous(),
            60,
            TimeUnit.SECONDS,
            queue,
            task -> daemon(task, "wps"));
    pool.allowCoreThreadTimeOut(true);
    sweeper = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "wps-expiry"));
    sweeper.scheduleWithFixedDelay(this::sweep, 0, SWEEP_SECONDS, TimeUnit.SECONDS);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private Execution execution(
      ProcessInfo process,
      ExecuteRequest request,
      List<OutputPlan> plans,
      Map<String, Object> inputs,
      BooleanSupplier abandoned) {
    String id = store.newId();
    return new Execution(
        id,
        process,
        request,
        plans,
        inputs,
        clock.instant(),
        store.create(id),
        new ExecutionProgress(clock, abandoned));
  }

  /**
   * Runs a process on the calling thread. The caller deletes it with {@link #discard} once its
   * results are sent, or keeps it with {@link #keep}.
   *
   * @throws OwsException {@code ServerBusy} when too many run already
   */
  Execution runNow(
      ProcessInfo process,
      ExecuteRequest request,
      List<OutputPlan> plans,
      Map<String, Object> inputs,
      BooleanSupplier abandoned) {
    if (closed || !places.tryAcquire()) {
      throw busy();
    }
    try {
      Execution execution = execution(process, request, plans, inputs, abandoned);
      underWay.put(execution.id(), execution);
      execution.run(settings.synchronousTime(), settings.maxOutputBytes());
      return execution;
    } finally {
      places.release();
    }
  }

  /** What is done with an execution that has ended. */
  interface Ending {
    void write(Execution execution, java.io.OutputStream out) throws IOException;
  }

  /**
   * Queues a process.
   *
   * @param ending writes the final response
   * @throws OwsException {@code ServerBusy} when too many wait already
   */
  Execution submit(
      ProcessInfo process,
      ExecuteRequest request,
      List<OutputPlan> plans,
      Map<String, Object> inputs,
      Ending ending) {
    Execution execution = execution(process, request, plans, inputs, () -> false);
    underWay.put(execution.id(), execution);
    try {
      pool.execute(
          () -> {
            execution.run(settings.asynchronousTime(), settings.maxOutputBytes());
            keep(execution, ending);
          });
      return execution;
    } catch (RejectedExecutionException e) {
      discard(execution);
      throw busy();
    }
  }

  private static OwsException busy() {
    return new OwsException("ServerBusy", null, "Too many processes run or wait; try again later.");
  }

  /** Writes the final response beside the results, where it stays until it expires. */
  void keep(Execution execution, Ending ending) {
    try {
      for (Execution.Result result : execution.results()) {
        ResultStore.describe(execution.directory(), result.plan());
      }
      ResultStore.writeAtomically(
          execution.directory().resolve(ResultStore.RESPONSE), out -> ending.write(execution, out));
    } catch (IOException | RuntimeException e) {
      LOG.error("the results of {} cannot be stored", execution.id(), e);
    } finally {
      underWay.remove(execution.id());
    }
  }

  /** Deletes what an execution has written. */
  void discard(Execution execution) {
    underWay.remove(execution.id());
    try {
      store.delete(execution.id());
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted", execution.directory(), e);
    }
  }

  /** An execution that waits or runs. */
  Optional<Execution> underWay(String id) {
    return Optional.ofNullable(underWay.get(id));
  }

  ResultStore store() {
    return store;
  }

  /**
   * Stops an execution, or deletes its results.
   *
   * @return false when there is no such execution
   */
  boolean dismiss(String id) {
    Optional<Execution> running = underWay(id);
    running.ifPresent(Execution::cancel);
    try {
      if (running.isPresent() || store.response(id).isEmpty()) {
        return running.isPresent();
      }
      store.delete(id);
      return true;
    } catch (IOException e) {
      throw new OwsException(
          OwsException.NO_APPLICABLE_CODE, "executionId", "The results cannot be deleted.", e);
    }
  }

  private void sweep() {
    try {
      store.deleteExpired(clock.instant(), settings.expiry(), underWay::containsKey);
    } catch (IOException | RuntimeException e) {
      LOG.warn("expired results cannot be deleted", e);
    }
  }

  /** Dismisses everything and waits a while for it to end. */
  @Override
  public void close() {
    closed = true;
    sweeper.shutdownNow();
    underWay.values().forEach(Execution::cancel);
    pool.shutdown();
    try {
      if (!pool.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("processes still run: {}", underWay.keySet());
        pool.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
