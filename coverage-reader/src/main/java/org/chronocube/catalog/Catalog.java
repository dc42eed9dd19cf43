// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.List;
import java.util.Optional;
import org.chronocube.cube.Cube;
import org.chronocube.io.deflate.DeflateLibrary;
import org.chronocube.io.jp2.Jp2Decoders;
import org.chronocube.io.remote.S3Bucket;

/**
 * What {@code catalog.yaml} says.
 *
 * @param index JDBC URL of the index, {@code jdbc:sqlite:} (with an absolute path) or {@code
 *     jdbc:postgresql:}
 * @param products with unique ids
 * @param cubes with unique names
 * @param storage buckets and how they are read, with unique names
 * @param jpeg2000 what decodes JPEG 2000
 * @param deflate what inflates and deflates
 * @param limits of one run of a process
 */
public record Catalog(
    String index,
    List<ProductDefinition> products,
    List<Cube> cubes,
    List<S3Bucket> storage,
    Jp2Decoders jpeg2000,
    DeflateLibrary deflate,
    RunLimits limits) {

  public Catalog {
    products = List.copyOf(products);
    cubes = List.copyOf(cubes);
    storage = List.copyOf(storage);
  }

  /** A catalog that says nothing of storage, libraries and limits. */
  public Catalog(String index, List<ProductDefinition> products, List<Cube> cubes) {
    this(
        index,
        products,
        cubes,
        List.of(),
        Jp2Decoders.AUTO,
        DeflateLibrary.AUTO,
        RunLimits.DEFAULT);
  }

  /** The same with another index. */
  Catalog withIndex(String other) {
    return new Catalog(other, products, cubes, storage, jpeg2000, deflate, limits);
  }

  /** The same with other cubes. */
  Catalog withCubes(List<Cube> others) {
    return new Catalog(index, products, others, storage, jpeg2000, deflate, limits);
  }

  public Optional<Cube> cube(String name) {
    return cubes.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
