// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Archives of genuine products, made of the metadata among the test resources. */
public final class Archives {

  /** A level 2A product of one tile. */
  public static final String L2A =
      "S2B_MSIL2A_20220413T150759_N0400_R025_T33XWJ_20220414T082126.SAFE";

  /** Another one. */
  public static final String OTHER_L2A =
      "S2A_MSIL2A_20190212T192651_N0212_R013_T07HFE_20201007T160857.SAFE";

  /** A level 1C product. */
  public static final String L1C =
      "S2A_MSIL1C_20210908T042701_N0301_R133_T46RER_20210908T070248.SAFE";

  private static final Path RESOURCES =
      Path.of("src/test/resources/org/chronocube/product/sentinel2");

  private Archives() {}

  /** Copies a SAFE into a folder. */
  public static Path copySafe(String name, Path folder) throws IOException {
    copy(RESOURCES.resolve(name), folder.resolve(name));
    return folder.resolve(name);
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      files.forEach(
          file -> {
            try {
              Path copied = to.resolve(from.relativize(file).toString());
              Files.createDirectories(copied.getParent());
              Files.copy(file, copied);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
  }

  /** Writes folders into a zip, each under its own name, as ESA does. */
  public static Path zip(Path zip, Path... folders) throws IOException {
    try (OutputStream out = Files.newOutputStream(zip);
        ZipOutputStream entries = new ZipOutputStream(out)) {
      for (Path folder : folders) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : (Iterable<Path>) files.sorted()::iterator) {
            String name = folder.getParent().relativize(file).toString().replace('\\', '/');
            boolean isFolder = Files.isDirectory(file);
            entries.putNextEntry(new ZipEntry(isFolder ? name + "/" : name));
            if (!isFolder) {
              Files.copy(file, entries);
            }
            entries.closeEntry();
          }
        }
      }
    }
    return zip;
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }
}
