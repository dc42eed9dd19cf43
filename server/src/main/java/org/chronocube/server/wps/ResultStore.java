// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chronocube.server.ows.OwsException;

/**
 * Results of executions on disk: one directory each, named by 128 random bits, so that knowing an
 * address is the permission to read it. A directory is complete once {@value #RESPONSE} is in it,
 * which appears at once or not at all. Servers may share the folder that these directories are in.
 */
final class ResultStore {

  static final String RESPONSE = "response.xml";
  private static final String JOB = "job.txt";
  private static final String ITEM = "item.json";
  private static final String TYPE = ".type";

  private final Path root;
  private final long maxBytes;
  private final SecureRandom random = new SecureRandom();

  ResultStore(Path root, long maxBytes) {
    this.root = root;
    this.maxBytes = maxBytes;
  }

  String newId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Makes the directory of an execution.
   *
   * @throws OwsException {@code NotEnoughStorage} when the results kept are too many already
   */
  Path create(String id) {
    try {
      Files.createDirectories(root);
      if (size(root) > maxBytes) {
        throw new OwsException(
            "NotEnoughStorage",
            null,
            "The server's space for results is full; dismiss results that are not needed.");
      }
      return Files.createDirectory(root.resolve(id));
    } catch (IOException e) {
      throw new OwsException(
          "NotEnoughStorage", null, "The server cannot write results; its log says why.", e);
    }
  }

  interface Writer {
    void write(OutputStream out) throws IOException;
  }

  /** Writes a file that is there whole or not at all. */
  static void writeAtomically(Path file, Writer writer) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (OutputStream out = Files.newOutputStream(part)) {
      writer.write(out);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * An execution that has ended.
   *
   * @param version of the standard it was requested in, whose document the response is
   * @param httpStatus that the response has; 200 when the execution succeeded
   * @param raw the one output that is sent instead of the response, when that was asked for
   * @param response the final document
   * @param at when it ended
   */
  record Ended(String version, int httpStatus, Optional<String> raw, Path response, Instant at) {

    boolean succeeded() {
      return httpStatus == 200;
    }
  }

  /** Remembers how an execution has ended; the response is written after it. */
  static void describe(Execution execution) throws IOException {
    ExecuteRequest request = execution.plan().request();
    int status =
        execution.status() instanceof ExecutionStatus.Failed failed
            ? failed.error().httpStatus()
            : 200;
    String raw = request.raw() ? execution.plan().outputs().get(0).id() : "";
    String text = request.version() + "\n" + status + "\n" + raw + "\n";
    writeAtomically(
        execution.directory().resolve(JOB),
        out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    for (Execution.Result result : execution.results()) {
      describe(execution.directory(), result.plan());
    }
    if (execution.report().isPresent()) {
      byte[] item = execution.report().get().getBytes(StandardCharsets.UTF_8);
      writeAtomically(execution.directory().resolve(ITEM), out -> out.write(item));
    }
  }

  /** The lineage of a finished execution and what is kept of it. */
  Optional<StoredItem> item(String id) throws IOException {
    Optional<Path> item = file(id, ITEM);
    if (item.isEmpty() || file(id, RESPONSE).isEmpty()) {
      return Optional.empty();
    }
    Map<String, Stored> outputs = new TreeMap<>();
    try (Stream<Path> files = Files.list(root.resolve(id))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(TYPE)) {
          String output = name.substring(0, name.length() - TYPE.length());
          output(id, output).ifPresent(stored -> outputs.put(output, stored));
        }
      }
    }
    Instant at = Files.getLastModifiedTime(item.get()).toInstant();
    return Optional.of(new StoredItem(Files.readString(item.get()), outputs, at));
  }

  /** An execution that has ended in a version, empty when there is none (yet, or any more). */
  Optional<Ended> ended(String id, String version) throws IOException {
    Optional<Path> response = file(id, RESPONSE);
    Optional<Path> job = file(id, JOB);
    if (response.isEmpty() || job.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(job.get());
    Instant at = Files.getLastModifiedTime(response.get()).toInstant();
    return Optional.of(
            new Ended(
                lines.get(0),
                Integer.parseInt(lines.get(1)),
                Optional.of(lines.get(2)).filter(raw -> !raw.isEmpty()),
                response.get(),
                at))
        .filter(ended -> ended.version().equals(version));
  }

  /**
   * A result.
   *
   * @param file its bytes
   * @param mimeType its media type
   */
  record Stored(Path file, String mimeType) {}

  // The media type of an output, beside its file.
  private static void describe(Path directory, OutputPlan plan) throws IOException {
    writeAtomically(
        directory.resolve(plan.id() + TYPE),
        out ->
            out.write((plan.fileName() + "\n" + plan.mimeType()).getBytes(StandardCharsets.UTF_8)));
  }

  /** An output of a finished execution. */
  Optional<Stored> output(String id, String outputId) throws IOException {
    if (!outputId.matches("[A-Za-z0-9_-]{1,100}") || file(id, RESPONSE).isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> type = file(id, outputId + TYPE);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(type.get());
    return file(id, lines.get(0)).map(f -> new Stored(f, lines.get(1)));
  }

  /** A file of an execution, if it is there. */
  Optional<Path> file(String id, String name) {
    return directory(id).map(d -> d.resolve(name)).filter(Files::isRegularFile);
  }

  /** Where an execution writes, if that is there. */
  Optional<Path> directory(String id) {
    return id.matches("[0-9a-f]{32}")
        ? Optional.of(root.resolve(id)).filter(Files::isDirectory)
        : Optional.empty();
  }

  /** Deletes the directory of an execution, if it is there. */
  void delete(String id) throws IOException {
    Optional<Path> directory = directory(id);
    if (directory.isPresent()) {
      deleteTree(directory.get());
    }
  }

  /** Deletes what is older than its time, except executions that are under way. */
  void deleteExpired(Instant now, Duration expiry, java.util.function.Predicate<String> underWay)
      throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    List<Path> directories;
    try (Stream<Path> all = Files.list(root)) {
      directories = all.filter(p -> p.getFileName().toString().matches("[0-9a-f]{32}")).toList();
    }
    for (Path directory : directories) {
      if (!underWay.test(directory.getFileName().toString())
          && changed(directory).plus(expiry).isBefore(now)) {
        deleteTree(directory);
      }
    }
  }

  // Another server may have deleted it meanwhile.
  private static Instant changed(Path directory) throws IOException {
    try {
      return Files.getLastModifiedTime(directory).toInstant();
    } catch (NoSuchFileException gone) {
      return Instant.MAX.minusSeconds(Integer.MAX_VALUE);
    }
  }

  private static long size(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).mapToLong(ResultStore::length).sum();
    } catch (UncheckedIOException e) {
      // A result was deleted while it was looked at.
      return 0;
    }
  }

  private static long length(Path file) {
    try {
      return Files.size(file);
    } catch (IOException deletedMeanwhile) {
      return 0;
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.deleteIfExists(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
