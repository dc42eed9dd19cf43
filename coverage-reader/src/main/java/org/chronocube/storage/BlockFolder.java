// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Small files under names, within a limit: those that were not used for longest make room. The
 * folder is the only record, so several processes may share it, each keeping to the limit with what
 * it knows and looking anew before it deletes; a file that another one deleted is one that is not
 * there. A file is written beside its place and moved there, so none is ever half. Safe for
 * concurrent use.
 */
final class BlockFolder {

  /** What others wrote is looked for after this share of the limit has been written. */
  private static final double LOOK_AFTER = 0.05;

  /** Down to this share of the limit files are deleted, so that it need not be done each time. */
  private static final double DOWN_TO = 0.9;

  /** A use is noted at most this often: reading must not cost a write each time. */
  private static final Duration NOTED_AFTER = Duration.ofMinutes(1);

  /** What a process that was killed left behind is deleted after this. */
  private static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private static final String PART = ".part";

  private final Path folder;
  private final long limitBytes;
  private final InstantSource clock;
  private long known = -1;
  private long writtenSince;

  private record Found(Path file, long size, FileTime used) {}

  BlockFolder(Path folder, long limitBytes, InstantSource clock) {
    this.folder = folder;
    this.limitBytes = limitBytes;
    this.clock = clock;
  }

  /** The content under a name, and notes its use. */
  Optional<byte[]> read(String name) {
    Path file = folder.resolve(name);
    try {
      byte[] content = Files.readAllBytes(file);
      FileTime now = FileTime.from(clock.instant());
      Duration unused =
          Duration.between(Files.getLastModifiedTime(file).toInstant(), now.toInstant());
      if (unused.compareTo(NOTED_AFTER) > 0) {
        Files.setLastModifiedTime(file, now);
      }
      return Optional.of(content);
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StorageException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /** Keeps content under a name, unless it alone is beyond the limit. */
  void write(String name, byte[] content) {
    if (content.length > limitBytes) {
      return;
    }
    makeRoom(content.length);
    Path file = folder.resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Path part = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + PART);
      Files.write(part, content);
      Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new StorageException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** Deletes content that turned out to be broken. */
  void delete(String name) {
    DurableFiles.delete(folder.resolve(name));
  }

  private synchronized void makeRoom(long bytes) {
    if (known < 0 || known + bytes > limitBytes || writtenSince > LOOK_AFTER * limitBytes) {
      List<Found> files = look();
      known = files.stream().mapToLong(Found::size).sum();
      writtenSince = 0;
      if (known + bytes > limitBytes) {
        files.sort(Comparator.comparing(Found::used).thenComparing(Found::file));
        for (Found oldest : files) {
          if (known + bytes <= DOWN_TO * limitBytes) {
            break;
          }
          DurableFiles.delete(oldest.file);
          known -= oldest.size;
        }
      }
    }
    known += bytes;
    writtenSince += bytes;
  }

  private List<Found> look() {
    List<Found> found = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return found;
    }
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              FileTime used = attributes.lastModifiedTime();
              boolean part = file.getFileName().toString().endsWith(PART);
              if (part && used.toInstant().plus(ABANDONED_AFTER).isBefore(clock.instant())) {
                DurableFiles.delete(file);
              } else if (!part) {
                found.add(new Found(file, attributes.size(), used));
              }
              return FileVisitResult.CONTINUE;
            }

            // Another process may delete while we look.
            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
              if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
              }
              throw e;
            }
          });
      return found;
    } catch (IOException e) {
      throw new StorageException("cannot look into " + folder + ": " + e.getMessage(), e);
    }
  }
}
