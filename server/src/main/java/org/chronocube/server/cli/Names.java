// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.cube.Cube;

/** Finds cubes and products by what the user calls them. */
final class Names {

  private Names() {}

  static ProductDefinition product(Datacube datacube, String id) {
    List<ProductDefinition> all = datacube.catalog().products();
    return all.stream()
        .filter(p -> p.product().id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    "--product",
                    "--product must be one of "
                        + join(all.stream().map(p -> p.product().id()))
                        + ", was "
                        + id));
  }

  static Cube cube(Datacube datacube, String name) {
    return datacube
        .catalog()
        .cube(name)
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    "CUBE",
                    "CUBE must be one of "
                        + join(datacube.catalog().cubes().stream().map(Cube::name))
                        + ", was "
                        + name));
  }

  /** Ids of the products behind a cube, or of the product of that name. */
  static List<String> products(Datacube datacube, String name) {
    return datacube
        .catalog()
        .cube(name)
        .map(Cube::products)
        .orElseGet(() -> List.of(cubeOrProduct(datacube, name)));
  }

  private static String cubeOrProduct(Datacube datacube, String name) {
    List<String> ids = datacube.catalog().products().stream().map(p -> p.product().id()).toList();
    if (!ids.contains(name)) {
      Stream<String> cubes = datacube.catalog().cubes().stream().map(Cube::name);
      throw new InvalidParameterException(
          "NAME",
          "NAME must be a cube or a product ("
              + join(Stream.concat(cubes, ids.stream()))
              + "), was "
              + name);
    }
    return name;
  }

  private static String join(Stream<String> names) {
    return names.collect(Collectors.joining(", "));
  }
}
