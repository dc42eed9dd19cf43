// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.cf;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.io.array.ArrayDataset;
import org.chronocube.io.array.zarr.ZarrFormat;
import org.chronocube.io.range.PathByteSources;
import org.chronocube.product.SceneFiles;

/**
 * Zarr stores of version 2 and 3, folders named {@code *.zarr} or zips of one, {@code parser:
 * zarr}; see {@link CfCubeParser} for options.
 */
public final class ZarrParser extends CfCubeParser {

  private static final Set<String> METADATA =
      Set.of(".zmetadata", ".zgroup", "zarr.json", ".zarray", ".zattrs");

  /** Groups in groups, as deep as stores go. */
  private static final int MOST_LEVELS = 6;

  @Override
  public String id() {
    return "zarr";
  }

  @Override
  public List<SceneFiles> group(ProductDefinition product, Path directory, List<Path> entries) {
    boolean isStore = entries.stream().anyMatch(e -> isMetadata(e) && Files.isRegularFile(e));
    if (isStore) {
      return List.of(new SceneFiles(directory, entries));
    }
    return entries.stream()
        .filter(e -> e.getFileName().toString().replace("/", "").endsWith(".zarr"))
        .filter(Files::isDirectory)
        .map(e -> new SceneFiles(e, List.of(e)))
        .toList();
  }

  private static boolean isMetadata(Path file) {
    return METADATA.contains(file.getFileName().toString());
  }

  /** The metadata: chunks are many, and say nothing that these do not. */
  @Override
  public List<Path> stamped(SceneFiles files) {
    try (Stream<Path> all = Files.find(files.main(), MOST_LEVELS, (p, a) -> isMetadataIn(p))) {
      return all.sorted().toList();
    } catch (IOException | UncheckedIOException e) {
      return files.files();
    }
  }

  private static boolean isMetadataIn(Path path) {
    return path.getFileName() != null && isMetadata(path);
  }

  @Override
  ArrayDataset open(Path main) {
    return new ZarrFormat().open(main.toUri(), new PathByteSources(main), () -> arrays(main));
  }

  private static List<String> arrays(Path store) {
    try (Stream<Path> all = Files.find(store, MOST_LEVELS, (p, a) -> isArray(p))) {
      return all.map(p -> store.relativize(p.getParent()).toString().replace('\\', '/'))
          .filter(name -> !name.isEmpty())
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Of version 3 groups have the same file; they turn out to hold no numbers.
  private static boolean isArray(Path file) {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    return (name.equals(".zarray") || name.equals("zarr.json"))
        && file.getParent().getFileName() != null;
  }

  @Override
  String view() {
    return "zarr";
  }
}
