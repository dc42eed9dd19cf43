// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.List;
import java.util.Optional;
import org.chronocube.cube.Cube;

/**
 * What {@code catalog.yaml} says.
 *
 * @param index JDBC URL of the index, {@code jdbc:sqlite:} (with an absolute path) or {@code
 *     jdbc:postgresql:}
 * @param products with unique ids
 * @param cubes with unique names
 */
public record Catalog(String index, List<ProductDefinition> products, List<Cube> cubes) {

  public Catalog {
    products = List.copyOf(products);
    cubes = List.copyOf(cubes);
  }

  public Optional<Cube> cube(String name) {
    return cubes.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
