// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Files that are on the disk when a method returns. */
final class DurableFiles {

  private DurableFiles() {}

  /** Puts a file in the place of another, or where there was none, in one step. */
  static void replace(Path file, byte[] content) {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      write(
          beside,
          0,
          content,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
      move(beside, file);
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  /** Writes at the end of what counts of a file, and cuts off the rest. */
  static void append(Path file, long length, byte[] content) {
    try {
      write(file, length, content, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw failed("write", file, e);
    }
  }

  private static void write(Path file, long at, byte[] content, StandardOpenOption... how)
      throws IOException {
    try (FileChannel channel = FileChannel.open(file, how)) {
      channel.truncate(at);
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes, at + bytes.position());
      }
      channel.force(true);
    }
  }

  /** Renames in one step, whatever is there. A symbolic link is renamed itself. */
  static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(to.toAbsolutePath().getParent());
  }

  static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Gives a file a second name, or copies it where that cannot be; nothing when there is none. */
  static void link(Path from, Path to) {
    try {
      if (!Files.exists(from)) {
        return;
      }
      Files.createDirectories(to.getParent());
      Files.deleteIfExists(to);
      try {
        Files.createLink(to, from);
      } catch (FileSystemException | UnsupportedOperationException noLinks) {
        Files.copy(from, to);
      }
    } catch (IOException e) {
      throw failed("link", to, e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw failed("delete", file, e);
    }
  }

  static void deleteTree(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw failed("delete", folder, e);
    } catch (UncheckedIOException e) {
      throw failed("delete", folder, e.getCause());
    }
  }

  private static StorageException failed(String verb, Path file, IOException e) {
    return new StorageException("cannot " + verb + " " + file + ": " + e.getMessage(), e);
  }
}
