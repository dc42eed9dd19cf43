// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.IndexReport.Skipped;

/**
 * Finds the files of scenes under a directory. Symbolic links are followed, but no directory is
 * entered twice, so that loops end.
 */
final class SceneWalker {

  private static final int MAX_DEPTH = 64;

  private final ProductDefinition product;
  private final ProductParser parser;
  private final List<SceneFiles> found = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final Set<Path> entered = new HashSet<>();

  SceneWalker(ProductDefinition product, ProductParser parser) {
    this.product = product;
    this.parser = parser;
  }

  /**
   * @param start a directory, or one file, whose scene is looked for among its neighbours
   */
  SceneWalker walk(Path start) {
    if (Files.isDirectory(start)) {
      walk(start, 0);
    } else if (Files.exists(start)) {
      List<SceneFiles> neighbours =
          parser.group(product, start.getParent(), list(start.getParent()));
      neighbours.stream().filter(s -> s.files().contains(start)).forEach(found::add);
    } else {
      skipped.add(new Skipped(start.toString(), "no such file or directory"));
    }
    return this;
  }

  List<SceneFiles> found() {
    return found;
  }

  List<Skipped> skipped() {
    return skipped;
  }

  private void walk(Path directory, int depth) {
    if (depth > MAX_DEPTH) {
      skipped.add(new Skipped(directory.toString(), "deeper than " + MAX_DEPTH + " directories"));
      return;
    }
    List<Path> entries = list(directory);
    List<SceneFiles> scenes = parser.group(product, directory, entries);
    found.addAll(scenes);
    Set<Path> taken = new HashSet<>();
    scenes.forEach(s -> taken.addAll(s.files()));
    for (Path entry : entries) {
      if (!taken.contains(entry) && Files.isDirectory(entry)) {
        walk(entry, depth + 1);
      }
    }
  }

  /** Entries by name; nothing when it cannot be read (which is reported) or was entered before. */
  private List<Path> list(Path directory) {
    try {
      if (!entered.add(directory.toRealPath())) {
        return List.of();
      }
      try (Stream<Path> entries = Files.list(directory)) {
        return entries.sorted().toList();
      }
    } catch (IOException e) {
      skipped.add(new Skipped(directory.toString(), "cannot be listed: " + e.getMessage()));
      return List.of();
    }
  }
}
