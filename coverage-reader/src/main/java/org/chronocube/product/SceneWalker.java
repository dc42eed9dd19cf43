// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.IndexReport.Skipped;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the files of scenes, and zips that may hold some, under a directory. Symbolic links are
 * followed, but no directory is entered twice, so that loops end. A zip in a zip is not looked
 * into.
 */
final class SceneWalker {

  private static final Logger LOG = LoggerFactory.getLogger(SceneWalker.class);
  private static final int MAX_DEPTH = 64;

  private final ProductDefinition product;
  private final ProductParser parser;
  private final List<Find> found = new ArrayList<>();
  private final List<Skipped> skipped = new ArrayList<>();
  private final List<Path> unseen = new ArrayList<>();
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
      one(start);
    } else {
      skip(start, "no such file or directory");
    }
    return this;
  }

  private void one(Path file) {
    List<SceneFiles> neighbours = group(file.getParent(), list(file.getParent()));
    List<SceneFiles> own = neighbours.stream().filter(s -> s.files().contains(file)).toList();
    own.forEach(s -> found.add(new Find.OfScene(s)));
    if (own.isEmpty() && ZipFolders.isOne(file)) {
      found.add(new Find.Zip(file));
    }
  }

  List<Find> found() {
    return found;
  }

  List<Skipped> skipped() {
    return skipped;
  }

  /** What could not be looked at: of what is below nobody knows whether it is there. */
  List<Path> unseen() {
    return unseen;
  }

  private void walk(Path directory, int depth) {
    if (depth > MAX_DEPTH) {
      skip(directory, "deeper than " + MAX_DEPTH + " directories");
      return;
    }
    List<Path> entries = list(directory);
    List<SceneFiles> scenes = group(directory, entries);
    scenes.forEach(s -> found.add(new Find.OfScene(s)));
    Set<Path> taken = new HashSet<>();
    scenes.forEach(s -> taken.addAll(s.files()));
    for (Path entry : entries) {
      if (taken.contains(entry)) {
        continue;
      }
      if (Files.isDirectory(entry)) {
        walk(entry, depth + 1);
      } else if (ZipFolders.isOne(entry)) {
        found.add(new Find.Zip(entry));
      }
    }
  }

  private List<SceneFiles> group(Path directory, List<Path> entries) {
    try {
      return parser.group(product, directory, entries);
    } catch (RuntimeException e) {
      LOG.warn("{} cannot be grouped by parser {}", directory, parser.id(), e);
      skip(directory, "cannot be grouped into scenes: " + e);
      return List.of();
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
    } catch (IOException | UncheckedIOException e) {
      skip(directory, "cannot be listed: " + e.getMessage());
      return List.of();
    }
  }

  private void skip(Path path, String reason) {
    skipped.add(new Skipped(path.toString(), reason));
    unseen.add(path);
  }
}
