// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chronocube.catalog.Catalog;
import org.chronocube.catalog.ProductDefinition;

/**
 * The products that parsers know by themselves.
 *
 * @param parsers which
 */
public record StandardProducts(ProductParsers parsers) {

  /** All of them, by parser; without a location. */
  public List<ProductDefinition> all() {
    return parsers.parsers().stream().flatMap(p -> p.standardProducts().stream()).toList();
  }

  /** One by its id, at a location. */
  public Optional<ProductDefinition> find(String id, String location) {
    return all().stream()
        .filter(p -> p.product().id().equals(id))
        .findFirst()
        .map(p -> at(location, p));
  }

  /**
   * Those that a catalog lacks and of which something lies at a path that no product of the catalog
   * recognises; they have the path as their location. Empty for a path in the location of a
   * product, whose files are that product's.
   *
   * @param path absolute
   */
  public List<ProductDefinition> missing(Path path, String location, Catalog catalog) {
    Set<String> ids =
        catalog.products().stream().map(p -> p.product().id()).collect(Collectors.toSet());
    List<ProductDefinition> candidates =
        all().stream().filter(p -> !ids.contains(p.product().id())).toList();
    Set<String> taken = taken(path, catalog);
    List<ProductDefinition> missing = new ArrayList<>();
    Recognition.of(path, candidates, parsers)
        .finds()
        .forEach(
            (product, finds) -> {
              if (finds.stream().anyMatch(find -> !taken.contains(find.uri()))) {
                missing.add(at(location, product));
              }
            });
    return missing;
  }

  private Set<String> taken(Path path, Catalog catalog) {
    Set<String> taken = new HashSet<>();
    Recognition.of(path, catalog.products(), parsers)
        .finds()
        .values()
        .forEach(finds -> finds.forEach(find -> taken.add(find.uri())));
    return taken;
  }

  private static ProductDefinition at(String location, ProductDefinition p) {
    return new ProductDefinition(p.product(), p.parser(), location, p.options());
  }
}
