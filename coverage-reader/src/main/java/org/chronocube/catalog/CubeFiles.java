// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.Cube;

/**
 * Adds cubes to a catalog, changes and removes them, each in a file {@code cubes.d/NAME.yaml}
 * beside {@code catalog.yaml}, which itself is never written: its comments stay. Files are replaced
 * at once as a whole.
 */
public final class CubeFiles {

  // Of a cube; and no way out of the folder.
  private static final String NAME = "[A-Za-z_][A-Za-z0-9_.-]*";

  private final Path catalog;
  private final DefinitionFolder folder;

  /**
   * @param catalog the {@code catalog.yaml}
   */
  public CubeFiles(Path catalog) {
    this.catalog = catalog.toAbsolutePath().normalize();
    this.folder = DefinitionFolder.beside(this.catalog, CatalogReader.CUBES);
  }

  /**
   * A cube as it was written down.
   *
   * @param name of the cube
   * @param fields as in {@code catalog.yaml}: maps, lists, text, numbers, booleans
   * @param fixed true when it is in {@code catalog.yaml}, which is edited by hand
   */
  public record Definition(String name, Map<String, Object> fields, boolean fixed) {}

  /** All cubes, those of {@code catalog.yaml} first. */
  public List<Definition> list() {
    List<Definition> definitions = new ArrayList<>();
    for (YamlNode node : CatalogReader.root(catalog).get("cubes").listOrEmpty()) {
      definitions.add(definition(node, true));
    }
    for (Path file : folder.files()) {
      definitions.add(definition(CatalogReader.load(file), false));
    }
    return definitions;
  }

  /** A cube by its name, whichever way it is written down. */
  public Optional<Definition> find(String name) {
    for (YamlNode node : CatalogReader.root(catalog).get("cubes").listOrEmpty()) {
      if (name.equals(node.get("name").value())) {
        return Optional.of(definition(node, true));
      }
    }
    return exists(name)
        ? Optional.of(definition(CatalogReader.load(folder.file(name)), false))
        : Optional.empty();
  }

  /** True for a cube of {@code catalog.yaml}, which is edited by hand. */
  public boolean isFixed(String name) {
    return CatalogReader.root(catalog).get("cubes").listOrEmpty().stream()
        .anyMatch(node -> name.equals(node.get("name").value()));
  }

  /** True when there is a file of that cube, be it broken. */
  public boolean exists(String name) {
    return name.matches(NAME) && Files.isRegularFile(folder.file(name));
  }

  private static Definition definition(YamlNode node, boolean fixed) {
    Map<String, Object> fields = new LinkedHashMap<>();
    node.keys().forEach(key -> fields.put(key, node.get(key).value()));
    return new Definition(node.get("name").text(), fields, fixed);
  }

  /**
   * The cube that some fields describe, over the catalog's products.
   *
   * @throws InvalidParameterException naming the field that breaks a rule, e.g. {@code grid.extent}
   */
  public Cube check(Map<String, Object> fields) {
    Cube cube = CatalogReader.cube(catalog, new YamlNode("", fields));
    // A cube of the catalog file cannot be replaced, which is for the caller to say.
    if (!isFixed(cube.name())) {
      checkDerived(cube);
    }
    return cube;
  }

  // What is derived from the cube as it was must do with the cube as it is to be.
  private void checkDerived(Cube cube) {
    for (Definition definition : derivedFrom(cube.name())) {
      try {
        new CubeNodes(
                Map.of(),
                DerivedNodes.discover(),
                new CubeStorageNodes(catalog.getParent(), false),
                Optional.empty())
            .withSources(List.of(cube))
            .cube(new YamlNode("", definition.fields()));
      } catch (InvalidParameterException e) {
        throw new InvalidParameterException(
            "name",
            "name must be that of a cube that suits "
                + definition.name()
                + ", which is derived from it: "
                + e.getMessage(),
            e);
      }
    }
  }

  private List<Definition> derivedFrom(String name) {
    DerivedNodes derived = DerivedNodes.discover();
    return list().stream()
        .filter(
            d -> {
              YamlNode node = new YamlNode("", d.fields());
              return derived.isDerived(node) && derived.source(node).equals(name);
            })
        .toList();
  }

  /**
   * Writes a cube down, in place of one of the same name.
   *
   * @throws InvalidParameterException naming the field that breaks a rule; {@code name} when the
   *     cube is in {@code catalog.yaml}
   */
  public Cube put(Map<String, Object> fields) {
    Cube cube = check(fields);
    requireNotFixed(cube.name());
    folder.write(cube.name(), fields);
    return cube;
  }

  /**
   * Removes a cube; its scenes stay indexed.
   *
   * @return false when there was none
   * @throws InvalidParameterException when it is in {@code catalog.yaml}, or others are derived
   *     from it
   */
  public boolean remove(String name) {
    requireNotFixed(name);
    List<String> derived = derivedFrom(name).stream().map(Definition::name).toList();
    if (!derived.isEmpty()) {
      throw new InvalidParameterException(
          "name",
          "name must not be that of a cube that others are derived from, "
              + derived
              + ", was "
              + name);
    }
    return exists(name) && folder.remove(name);
  }

  private void requireNotFixed(String name) {
    if (isFixed(name)) {
      throw new InvalidParameterException(
          "name",
          "name must not be that of a cube of catalog.yaml, which is edited by hand, was " + name);
    }
  }
}
