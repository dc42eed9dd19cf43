// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.chronocube.cube.Coregistration;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeStorage;
import org.chronocube.cube.Derivation;

/**
 * Entries of {@code cubes} that are computed from another cube.
 *
 * @param kinds with unique keys
 */
record DerivedNodes(List<DerivedCubes> kinds) {

  private static final Set<String> OWN_KEYS = Set.of("name", "title", "description");

  DerivedNodes {
    kinds = List.copyOf(kinds);
  }

  /** All kinds on the class path; the only place where they are looked up. */
  static DerivedNodes discover() {
    ClassLoader loader = DerivedNodes.class.getClassLoader();
    return new DerivedNodes(
        ServiceLoader.load(DerivedCubes.class, loader).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /** True when an entry is of one of the kinds. */
  boolean isDerived(YamlNode node) {
    return node.isMap() && kind(node).isPresent();
  }

  /** The name of the cube that a derived entry is computed from. */
  String source(YamlNode node) {
    YamlNode what = node.get(kind(node).orElseThrow().key());
    if (!what.isMap()) {
      throw what.error("a mapping");
    }
    return what.get("cube").text();
  }

  private Optional<DerivedCubes> kind(YamlNode node) {
    return kinds.stream().filter(k -> node.get(k.key()).isPresent()).findFirst();
  }

  /**
   * A derived cube: it has its source's grid, time axis and scenes, and bands of its own.
   *
   * @param sources cubes of products, by name
   */
  Cube cube(YamlNode node, Map<String, Cube> sources) {
    DerivedCubes kind = kind(node).orElseThrow();
    Set<String> keys = new HashSet<>(OWN_KEYS);
    keys.add(kind.key());
    node.mapping(keys);
    YamlNode what = node.get(kind.key());
    Cube source = sources.get(source(node));
    if (source == null) {
      throw what.get("cube").error("one of " + new TreeSet<>(sources.keySet()));
    }
    Derivation derivation = kind.parse(what, source);
    List<CubeBand> bands = new ArrayList<>();
    derivation.bands().forEach(b -> bands.add(new CubeBand(b, b.name())));
    return node.checked(
        () ->
            new Cube(
                node.get("name").text(),
                node.get("title").textOr(null),
                node.get("description").textOr(""),
                source.products(),
                bands,
                source.grid(),
                source.grouping(),
                source.rule(),
                source.resampling(),
                source.masks(),
                source.dimensions(),
                Coregistration.NONE,
                Optional.of(derivation),
                CubeStorage.IN_PLACE));
  }
}
