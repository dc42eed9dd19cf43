// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/**
 * A folder beside {@code catalog.yaml} with one definition a file, {@code NAME.yaml}.
 *
 * @param folder which need not be there
 */
record DefinitionFolder(Path folder) {

  static DefinitionFolder beside(Path catalog, String name) {
    return new DefinitionFolder(catalog.resolveSibling(name));
  }

  /** Its definitions, by name; hidden files do not count. */
  List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().matches("[^.].*\\.yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      String name = folder.getFileName().toString();
      throw new InvalidParameterException(
          name, name + " must be a readable folder, was " + folder, e);
    }
  }

  Path file(String name) {
    return folder.resolve(name + ".yaml");
  }

  /** Replaces a file at once as a whole. */
  void write(String name, Map<String, Object> fields) {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(120);
    String text = new Yaml(options).dump(fields);
    Path file = file(name);
    try {
      Files.createDirectories(folder);
      Path draft = Files.createTempFile(folder, ".draft", ".new");
      Files.write(draft, text.getBytes(StandardCharsets.UTF_8));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ChronocubeException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** False when there was none. */
  boolean remove(String name) {
    try {
      return Files.deleteIfExists(file(name));
    } catch (IOException e) {
      throw new ChronocubeException(file(name) + " cannot be removed: " + e.getMessage(), e);
    }
  }
}
