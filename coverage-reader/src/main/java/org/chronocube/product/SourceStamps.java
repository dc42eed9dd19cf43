// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.chronocube.catalog.ProductDefinition;

/**
 * Tells how the files of a source are, without opening them: names, sizes and times of change, and
 * how the product reads them. Equal stamps mean that reading again would give the same.
 *
 * @param product in whose bands and options a change makes everything be read again
 */
record SourceStamps(ProductDefinition product) {

  private static final int BYTES = 16;

  /**
   * @param files a directory stands for all files below it
   * @param said what else tells of a change, e.g. when a STAC item was updated; empty for nothing
   */
  String of(List<Path> files, String said) throws IOException {
    MessageDigest digest = sha256();
    add(digest, product.product().id() + " " + product.product().bands());
    add(digest, product.parser() + " " + new TreeMap<>(product.options()));
    add(digest, said);
    for (Path file : files) {
      if (Files.isDirectory(file)) {
        addBelow(digest, file);
      } else {
        add(digest, file.getFileName() + " " + told(file));
      }
    }
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
  }

  private static void addBelow(MessageDigest digest, Path directory) throws IOException {
    try (Stream<Path> below = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) below.sorted()::iterator) {
        BasicFileAttributes of = Files.readAttributes(file, BasicFileAttributes.class);
        if (!of.isDirectory()) {
          add(digest, directory.relativize(file) + " " + told(of));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static String told(Path file) throws IOException {
    return told(Files.readAttributes(file, BasicFileAttributes.class));
  }

  private static String told(BasicFileAttributes of) {
    return of.size() + " " + of.lastModifiedTime().toInstant();
  }

  private static void add(MessageDigest digest, String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
