// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The stores of one cube. One of them counts: the one a symbolic link at the cube's location points
 * to. What cannot be done by adding to it is done in a new one, which then takes its place in one
 * step; requests that began before still find the old one.
 *
 * @param location where the cube's storage says it is
 */
record Generations(Path location) {

  private static final Pattern NAME = Pattern.compile("g\\d{4,9}");

  private Path folder() {
    return location.resolveSibling(location.getFileName() + ".generations");
  }

  /** Keeps other ingests of the cube away until it is closed, or the process ends. */
  FileChannel lock() {
    Path file = folder().resolve(".lock");
    try {
      Files.createDirectories(folder());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) {
          return channel;
        }
      } catch (OverlappingFileLockException byThisProcess) {
        // As if another process had it.
      }
      channel.close();
    } catch (IOException e) {
      throw new StorageException("cannot lock " + file + ": " + e.getMessage(), e);
    }
    throw new StorageException(location + " is being written by another ingest");
  }

  /** The generation that counts. */
  Optional<Path> current() {
    try {
      Path real = location.toRealPath();
      if (Files.isSymbolicLink(location) && NAME.matcher(name(real)).matches()) {
        return Optional.of(real);
      }
    } catch (IOException e) {
      if (!Files.exists(location, LinkOption.NOFOLLOW_LINKS)) {
        return Optional.empty();
      }
      throw new StorageException("cannot read " + location + ": " + e.getMessage(), e);
    }
    throw new StorageException(
        location + " must be free, or what an ingest has made, is something else");
  }

  private static String name(Path folder) {
    return folder.getFileName().toString();
  }

  private static int number(Path folder) {
    return Integer.parseInt(name(folder).substring(1));
  }

  /** All there are, oldest first. */
  List<Path> all() {
    if (!Files.isDirectory(folder())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder())) {
      return entries
          .filter(p -> NAME.matcher(name(p)).matches())
          .sorted((a, b) -> Integer.compare(number(a), number(b)))
          .toList();
    } catch (IOException e) {
      throw new StorageException("cannot list " + folder() + ": " + e.getMessage(), e);
    }
  }

  /** One that was begun after the current one and never took its place. */
  Optional<Path> unfinished() {
    int counts = current().map(Generations::number).orElse(0);
    List<Path> later = all().stream().filter(p -> number(p) > counts).toList();
    return later.isEmpty() ? Optional.empty() : Optional.of(later.get(later.size() - 1));
  }

  /** The folder of the next one; not made yet. */
  Path next() {
    List<Path> all = all();
    int last = all.isEmpty() ? 0 : number(all.get(all.size() - 1));
    return folder().resolve(String.format("g%04d", last + 1));
  }

  /** Makes one count, and forgets all but it and the one before. */
  void publish(Path generation) {
    Optional<Path> before = current();
    Path link = location.resolveSibling("." + location.getFileName() + ".new");
    try {
      Files.deleteIfExists(link);
      Path parent = location.toAbsolutePath().getParent();
      Files.createSymbolicLink(link, parent.relativize(generation.toAbsolutePath()));
      DurableFiles.move(link, location);
    } catch (IOException | UnsupportedOperationException e) {
      throw new StorageException("cannot make " + location + " a link: " + e.getMessage(), e);
    }
    for (Path other : all()) {
      boolean stays = number(other) == number(generation);
      if (!stays && before.filter(b -> number(b) == number(other)).isEmpty()) {
        DurableFiles.deleteTree(other);
      }
    }
  }
}
