// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What servers that share a folder of results tell each other of executions under way: the server
 * that runs one posts its status document again and again, the others show it, and leave a note
 * when it is to be dismissed. One whose document has not been posted for a while is lost: its
 * server has ended without a word. Servers' clocks must agree to some seconds.
 */
final class JobBoard {

  /** How often a document is posted, and notes are looked for. */
  static final Duration TURN = Duration.ofSeconds(2);

  private static final Duration LOST = Duration.ofSeconds(60);

  /** What another server wants. */
  enum Note {
    /** That it ends; its final document says why. */
    STOP,
    /** That it ends and nothing is kept of it. */
    FORGET
  }

  private final ResultStore store;
  private final Clock clock;

  JobBoard(ResultStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  private static String status(String version) {
    return "status-" + version + ".xml";
  }

  private static String name(Note note) {
    return note.name().toLowerCase(Locale.ROOT) + ".note";
  }

  /** Says where an execution is. */
  static void post(Execution execution, Executions.Ending document) throws IOException {
    ResultStore.writeAtomically(
        execution.directory().resolve(status(execution.plan().request().version())),
        out -> document.write(execution, out));
  }

  /**
   * The status of an execution of a version that runs, or has run, on any server that shares the
   * folder.
   */
  Optional<Post> find(String id, String version) throws IOException {
    Optional<Path> document = store.file(id, status(version));
    if (document.isEmpty() || has(id, Note.FORGET)) {
      return Optional.empty();
    }
    try {
      boolean lost =
          Files.getLastModifiedTime(document.get())
              .toInstant()
              .plus(LOST)
              .isBefore(clock.instant());
      return Optional.of(new Post(Files.readAllBytes(document.get()), lost));
    } catch (NoSuchFileException deletedMeanwhile) {
      return Optional.empty();
    }
  }

  /**
   * A status as it was posted.
   *
   * @param document in the version of the execution
   * @param lost true when nobody runs it any more
   */
  record Post(byte[] document, boolean lost) {}

  /** Leaves a note for the server that runs an execution. */
  void leave(String id, Note note) throws IOException {
    Optional<Path> directory = store.directory(id);
    if (directory.isPresent()) {
      ResultStore.writeAtomically(
          directory.get().resolve(name(note)),
          out -> out.write("dismissed\n".getBytes(StandardCharsets.UTF_8)));
    }
  }

  /** True when a note was left. */
  boolean has(String id, Note note) {
    return store.file(id, name(note)).isPresent();
  }
}
