// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How some files are at a moment, told by their names, sizes, times and inodes; cheap enough to ask
 * for every second. Equal stamps mean that nothing has changed. Write a file by moving it into
 * place and no change is missed, however fast it follows another.
 *
 * @param files what is there, in the order of their names
 */
public record FileStamp(List<String> files) {

  public FileStamp {
    files = List.copyOf(files);
  }

  /**
   * The stamp of files, and of folders with all that is below them; what is not there has a stamp
   * too. Hidden files do not count.
   */
  public static FileStamp of(Path... paths) {
    List<String> files = new ArrayList<>();
    for (Path path : paths) {
      add(path, files);
    }
    return new FileStamp(files);
  }

  private static void add(Path path, List<String> files) {
    if (!Files.isDirectory(path)) {
      files.add(path + " " + told(path));
      return;
    }
    try (Stream<Path> below = Files.walk(path)) {
      below
          .filter(p -> !p.getFileName().toString().startsWith("."))
          .sorted()
          .forEach(p -> files.add(p + " " + told(p)));
    } catch (IOException | java.io.UncheckedIOException e) {
      files.add(path + " cannot be listed");
    }
  }

  private static String told(Path path) {
    try {
      BasicFileAttributes of = Files.readAttributes(path, BasicFileAttributes.class);
      return of.isDirectory()
          ? "folder"
          : of.size()
              + " "
              + of.lastModifiedTime().toInstant()
              + " "
              + Objects.toString(of.fileKey(), "");
    } catch (IOException e) {
      return "none";
    }
  }
}
