// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
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
 * others waiting. Results of background runs are kept until they expire. Servers that share the
 * folder of results know, and may dismiss, each other's ({@link JobBoard}).
 *
 * <p>Safe for concurrent use. {@link #close} dismisses what is under way.
 */
final class Executions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Executions.class);
  private static final long SWEEP_SECONDS = 60;
  private static final long STOP_SECONDS = 10;

  private final WpsSettings settings;
  private final ResultStore store;
  private final JobBoard board;
  private final Clock clock;
  private final Semaphore places;
  private final ThreadPoolExecutor pool;
  private final ScheduledThreadPoolExecutor sweeper;
  private final Map<String, Running> underWay = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * An execution and, when it is in the background, whose it is and what runs it.
   *
   * @param owner name of the user; empty for all who have none; null when not in the background
   * @param status writes where it is; null when not in the background
   */
  private record Running(
      Execution execution, Optional<String> owner, Ending status, Runnable task) {}

  Executions(WpsSettings settings, Path storage, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    store = new ResultStore(storage, settings.maxStoredBytes());
    board = new JobBoard(store, clock);
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
    long turn = JobBoard.TURN.toMillis();
    sweeper.scheduleWithFixedDelay(this::exchange, turn, turn, TimeUnit.MILLISECONDS);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private Execution execution(ExecutionPlan plan, BooleanSupplier abandoned) {
    String id = store.newId();
    return new Execution(
        id, plan, clock.instant(), store.create(id), new ExecutionProgress(clock, abandoned));
  }

  /**
   * Runs a process on the calling thread. The caller deletes it with {@link #discard} once its
   * results are sent, or keeps it with {@link #keep}.
   *
   * @throws OwsException {@code ServerBusy} when too many run already
   */
  Execution runNow(ExecutionPlan plan, BooleanSupplier abandoned) {
    if (closed || !places.tryAcquire()) {
      throw busy();
    }
    try {
      Execution execution = execution(plan, abandoned);
      underWay.put(execution.id(), new Running(execution, null, null, () -> {}));
      execution.run(settings.synchronousTime(), settings.maxOutputBytes());
      return execution;
    } finally {
      places.release();
    }
  }

  /** Writes a document about an execution. */
  interface Ending {
    void write(Execution execution, java.io.OutputStream out) throws IOException;
  }

  /**
   * Queues a process.
   *
   * @param owner name of the user, empty for all who have none
   * @param status writes where it is, for other servers to show
   * @param ending writes the final response
   * @throws OwsException {@code ServerBusy} when too many wait already, or too many of the owner's
   */
  Execution submit(ExecutionPlan plan, Optional<String> owner, Ending status, Ending ending) {
    checkShare(owner);
    Execution execution = execution(plan, () -> false);
    Runnable task =
        () -> {
          execution.run(settings.asynchronousTime(), settings.maxOutputBytes());
          keep(execution, ending);
        };
    underWay.put(execution.id(), new Running(execution, owner, status, task));
    post(execution, status);
    try {
      pool.execute(task);
      return execution;
    } catch (RejectedExecutionException e) {
      discard(execution);
      throw busy();
    }
  }

  private void checkShare(Optional<String> owner) {
    long has = underWay.values().stream().filter(r -> owner.equals(r.owner())).count();
    if (has >= settings.maxPerUser()) {
      throw new OwsException(
          "ServerBusy",
          null,
          "a user must have at most "
              + settings.maxPerUser()
              + " processes under way, "
              + owner.orElse("anybody")
              + " has "
              + has);
    }
  }

  private static OwsException busy() {
    return new OwsException("ServerBusy", null, "Too many processes run or wait; try again later.");
  }

  /**
   * Writes the final response beside the results, where it stays until it expires; unless the
   * execution was forgotten meanwhile, then all of it is deleted.
   */
  void keep(Execution execution, Ending ending) {
    try {
      ResultStore.describe(execution);
      ResultStore.writeAtomically(
          execution.directory().resolve(ResultStore.RESPONSE), out -> ending.write(execution, out));
    } catch (IOException | RuntimeException e) {
      LOG.error("the results of {} cannot be stored", execution.id(), e);
    } finally {
      if (underWay.remove(execution.id()) == null
          || board.has(execution.id(), JobBoard.Note.FORGET)) {
        delete(execution.id());
      }
      execution.end();
    }
  }

  /** Deletes what an execution has written. */
  void discard(Execution execution) {
    underWay.remove(execution.id());
    delete(execution.id());
  }

  private void delete(String id) {
    try {
      store.delete(id);
    } catch (IOException e) {
      LOG.warn("the results of {} cannot be deleted", id, e);
    }
  }

  /** An execution that waits or runs, of a version of the standard. */
  Optional<Execution> underWay(String id, String version) {
    return Optional.ofNullable(underWay.get(id))
        .map(Running::execution)
        .filter(e -> e.plan().request().version().equals(version));
  }

  /** Now, by the clock that times executions. */
  Instant now() {
    return clock.instant();
  }

  /** When what ends at a time is deleted. */
  Instant expiry(Instant ended) {
    return ended.plus(settings.expiry());
  }

  ResultStore store() {
    return store;
  }

  /**
   * Stops an execution that waits or runs; its final response says so.
   *
   * @return false when it neither waits nor runs
   */
  boolean stop(String id) {
    return stop(underWay.get(id));
  }

  private boolean stop(Running running) {
    if (running == null) {
      return false;
    }
    running.execution().cancel();
    if (pool.remove(running.task())) {
      // It waits no more: its task ends it without running the process.
      running.task().run();
    }
    return true;
  }

  /** Stops an execution if it waits or runs, and deletes its results, now or when it has ended. */
  void forget(String id) {
    if (underWay.containsKey(id)) {
      // Until it has noticed, other servers must not show it either.
      leaveNote(id);
    }
    Running running = underWay.remove(id);
    if (!stop(running)) {
      delete(id);
    }
  }

  /** What other servers say of an execution that is not under way here. */
  Optional<JobBoard.Post> elsewhere(String id, String version) throws IOException {
    return board.find(id, version);
  }

  /** The answer about an execution whose server has ended without a word. */
  static OwsException lost(String id) {
    return new OwsException(
        OwsException.NO_APPLICABLE_CODE,
        null,
        "the server that ran the execution has ended; it must be executed again: " + id);
  }

  /**
   * Has another server dismiss an execution, at its next turn; deletes it if nobody runs it any
   * more.
   */
  void dismissElsewhere(String id, JobBoard.Post post, JobBoard.Note note) throws IOException {
    if (post.lost()) {
      delete(id);
      return;
    }
    board.leave(id, note);
    // It may have ended before the note was there.
    if (note == JobBoard.Note.FORGET && store.file(id, ResultStore.RESPONSE).isPresent()) {
      delete(id);
    }
  }

  // Tells other servers where what runs here is, and does what they want.
  private void exchange() {
    underWay.forEach(
        (id, running) -> {
          if (board.has(id, JobBoard.Note.FORGET)) {
            forget(id);
          } else if (board.has(id, JobBoard.Note.STOP)) {
            stop(id);
          } else if (running.status() != null) {
            post(running.execution(), running.status());
          }
        });
  }

  private static void post(Execution execution, Ending status) {
    try {
      JobBoard.post(execution, status);
    } catch (IOException e) {
      if (Files.isDirectory(execution.directory())) {
        LOG.warn("the status of {} cannot be written", execution.id(), e);
      }
    }
  }

  private void leaveNote(String id) {
    try {
      board.leave(id, JobBoard.Note.FORGET);
    } catch (IOException e) {
      LOG.warn("the dismissal of {} cannot be told to other servers", id, e);
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
    underWay.values().forEach(running -> running.execution().cancel());
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
