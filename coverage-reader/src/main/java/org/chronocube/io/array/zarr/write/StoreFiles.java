// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files of a store, each replaced as a whole: whoever reads one sees what it was or what it is, and
 * after a power cut it is one of both. Safe for concurrent use.
 *
 * @param root of the store
 * @param before is told each change before it is made
 */
record StoreFiles(Path root, Step before) {

  private static final String UNFINISHED = ".unfinished-";

  /** Told that a file is about to be replaced or deleted; may throw, and then nothing is done. */
  @FunctionalInterface
  interface Step {
    void change(String path) throws IOException;
  }

  StoreFiles(Path root) {
    this(root, path -> {});
  }

  boolean exists(String path) {
    return Files.exists(root.resolve(path));
  }

  byte[] read(String path) throws IOException {
    return Files.readAllBytes(root.resolve(path));
  }

  /** Writes a file beside its place, brings it to the disk, then moves it there. */
  void replace(String path, byte[] content) throws IOException {
    move(path, content, true);
  }

  /** The same, but not brought to the disk: {@link #forceFile} does that. */
  void move(String path, byte[] content) throws IOException {
    move(path, content, false);
  }

  private void move(String path, byte[] content, boolean force) throws IOException {
    Path file = root.resolve(path);
    Path beside = file.resolveSibling(UNFINISHED + UUID.randomUUID());
    try {
      write(beside, content, force);
      before.change(path);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void write(Path file, byte[] content, boolean force) throws IOException {
    try (FileChannel channel = open(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      if (force) {
        channel.force(true);
      }
    }
  }

  /** Brings the content of a file to the disk. */
  void forceFile(String path) throws IOException {
    try (FileChannel channel = FileChannel.open(root.resolve(path), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static FileChannel open(Path file) throws IOException {
    try {
      return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (NoSuchFileException noFolder) {
      createFolders(file.getParent());
      return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }
  }

  private static void createFolders(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(folder + " must be a folder", e);
    }
  }

  /** Brings the entries of a folder to the disk: files that were moved into it, or deleted. */
  void force(String folder) throws IOException {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (AccessDeniedException windows) {
      // Folders cannot be opened there; their entries are journaled by the file system.
    }
  }

  /** The same of a folder and all folders in it. */
  void forceAll(String folder) throws IOException {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> all = Files.find(path, 8, (p, a) -> a.isDirectory())) {
      for (Path p : all.toList()) {
        force(root.relativize(p).toString());
      }
    }
  }

  boolean delete(String path) throws IOException {
    before.change(path);
    return Files.deleteIfExists(root.resolve(path));
  }

  /** Deletes a folder with all in it. */
  void deleteAll(String folder) throws IOException {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        before.change(folder);
        Files.delete(p);
      }
    }
  }

  /** The names in a folder; none when there is no such folder. */
  List<String> names(String folder) throws IOException {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(path)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  /** The files below a folder, deleting those that were never finished. */
  List<String> finished(String folder) throws IOException {
    Path path = root.resolve(folder);
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    List<String> finished = new ArrayList<>();
    try (Stream<Path> all = Files.find(path, 8, (p, a) -> a.isRegularFile())) {
      for (Path p : all.sorted().toList()) {
        if (p.getFileName().toString().startsWith(UNFINISHED)) {
          Files.delete(p);
        } else {
          finished.add(root.relativize(p).toString().replace('\\', '/'));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return finished;
  }
}
