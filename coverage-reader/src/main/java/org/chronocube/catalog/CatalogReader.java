// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.Cube;
import org.chronocube.io.deflate.DeflateLibrary;
import org.chronocube.io.jp2.Jp2Decoders;
import org.chronocube.scene.Product;

/**
 * Reads {@code catalog.yaml}, version 1.
 *
 * <p>Every complaint is an {@link InvalidParameterException} that names the place ({@code
 * cubes[2].bands[0].nodata}), the rule and the value. Unknown keys are errors: a misspelt key must
 * not be a setting that silently does nothing.
 *
 * <p>Relative paths (the SQLite file, the products' locations) are relative to the directory of the
 * catalog file; the {@link Catalog} that comes out holds absolute ones.
 */
public final class CatalogReader {

  private static final int MAX_CHARACTERS = 4 << 20;

  private CatalogReader() {}

  /** Folder beside the catalog file with further cubes, {@code NAME.yaml} each. */
  static final String CUBES = "cubes.d";

  /** Folder beside the catalog file with further products, {@code ID.yaml} each. */
  static final String PRODUCTS = "products.d";

  /**
   * The catalog of a file and of the further products and cubes in {@code products.d} and {@code
   * cubes.d} beside it, by their names, derived cubes last.
   *
   * @throws InvalidParameterException when a file cannot be read or breaks a rule
   */
  public static Catalog read(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    Catalog catalog = withProducts(absolute);
    List<Cube> cubes = new ArrayList<>(catalog.cubes());
    List<Path> derived = new ArrayList<>();
    CubeStorageNodes others = new CubeStorageNodes(absolute.getParent(), false);
    for (Path more : DefinitionFolder.beside(absolute, CUBES).files()) {
      named(more, nodes(catalog.products(), others), cubes)
          .ifPresentOrElse(cubes::add, () -> derived.add(more));
    }
    CubeNodes nodes = nodes(catalog.products(), others).withSources(cubes);
    derived.forEach(more -> cubes.add(named(more, nodes, cubes).orElseThrow()));
    return catalog.withCubes(cubes);
  }

  /** How the files are that a catalog is made of. */
  public static FileStamp stamp(Path file) {
    return FileStamp.of(file, file.resolveSibling(PRODUCTS), file.resolveSibling(CUBES));
  }

  private static Catalog withProducts(Path catalog) {
    Locations locations = new Locations(catalog.getParent());
    List<ProductDefinition> more = new ArrayList<>();
    for (Path file : DefinitionFolder.beside(catalog, PRODUCTS).files()) {
      more.add(product(file, locations));
    }
    return parse(load(catalog), locations, more);
  }

  private static ProductDefinition product(Path file, Locations locations) {
    try {
      YamlNode node = load(file);
      ProductDefinition product = ProductNodes.product(node, locations);
      if (!file.getFileName().toString().equals(product.product().id() + ".yaml")) {
        throw node.get("id").error("that of its file");
      }
      return product;
    } catch (InvalidParameterException e) {
      throw new InvalidParameterException(
          e.parameter(), PRODUCTS + "/" + file.getFileName() + ": " + e.getMessage(), e);
    }
  }

  // Empty for a derived cube while the cubes it may be derived from are not known.
  private static Optional<Cube> named(Path file, CubeNodes nodes, List<Cube> known) {
    String shown = CUBES + "/" + file.getFileName();
    try {
      YamlNode node = load(file);
      if (!nodes.isReady(node)) {
        return Optional.empty();
      }
      Cube cube = nodes.cube(node);
      if (!file.getFileName().toString().equals(cube.name() + ".yaml")) {
        throw node.get("name").error("that of its file");
      }
      if (known.stream().anyMatch(c -> c.name().equals(cube.name()))) {
        throw node.get("name").error("unique among the cubes");
      }
      return Optional.of(cube);
    } catch (InvalidParameterException e) {
      throw new InvalidParameterException(e.parameter(), shown + ": " + e.getMessage(), e);
    }
  }

  /** A cube that is not in the catalog yet, over the catalog's products and cubes. */
  static Cube cube(Path catalog, YamlNode node) {
    CubeNodes nodes =
        nodes(withProducts(catalog).products(), new CubeStorageNodes(catalog.getParent(), false));
    return nodes.isReady(node)
        ? nodes.cube(node)
        : nodes.withSources(read(catalog).cubes()).cube(node);
  }

  /** The document of a catalog file. */
  static YamlNode root(Path catalog) {
    return load(catalog);
  }

  static YamlNode load(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_CHARACTERS + 1), StandardCharsets.UTF_8);
      return YamlNode.load(text, "catalog");
    } catch (IOException e) {
      throw new InvalidParameterException(
          "catalog", "catalog must be a readable file, was " + file, e);
    }
  }

  /**
   * @param text the document
   * @param directory what relative paths are relative to
   */
  static Catalog parse(String text, Path directory) {
    return parse(YamlNode.load(text, "catalog"), new Locations(directory), List.of());
  }

  private static Catalog parse(
      YamlNode root, Locations locations, List<ProductDefinition> moreProducts) {
    root.mapping(
        Set.of(
            "version", "index", "storage", "jpeg2000", "deflate", "limits", "products", "cubes"));
    YamlNode version = root.get("version");
    if (!Integer.valueOf(1).equals(version.value())) {
      throw version.error("1");
    }
    String index = locations.index(root.get("index"));
    List<ProductDefinition> products = products(root.get("products"), locations, moreProducts);
    return new Catalog(
        index,
        products,
        cubes(
            root.get("cubes"), nodes(products, new CubeStorageNodes(locations.directory(), true))),
        Storage.buckets(root.get("storage")),
        jpeg2000(root.get("jpeg2000")),
        deflate(root.get("deflate")),
        limits(root.get("limits")));
  }

  private static RunLimits limits(YamlNode node) {
    if (!node.isPresent()) {
      return RunLimits.DEFAULT;
    }
    node.mapping(Set.of("pixels", "result-bytes", "seconds"));
    RunLimits d = RunLimits.DEFAULT;
    return node.checked(
        () ->
            new RunLimits(
                (long) node.get("pixels").numberOr(d.pixels()),
                (long) node.get("result-bytes").numberOr(d.resultBytes()),
                node.get("seconds").numberOr(d.seconds())));
  }

  private static Jp2Decoders jpeg2000(YamlNode node) {
    return node.isPresent() ? node.parsed(Jp2Decoders::parse) : Jp2Decoders.AUTO;
  }

  private static DeflateLibrary deflate(YamlNode node) {
    return node.isPresent() ? node.parsed(DeflateLibrary::parse) : DeflateLibrary.AUTO;
  }

  private static CubeNodes nodes(List<ProductDefinition> products, CubeStorageNodes storage) {
    Map<String, Product> byId = new HashMap<>();
    products.forEach(p -> byId.put(p.product().id(), p.product()));
    return new CubeNodes(byId, DerivedNodes.discover(), storage, Optional.empty());
  }

  private static List<ProductDefinition> products(
      YamlNode list, Locations locations, List<ProductDefinition> more) {
    List<ProductDefinition> products = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlNode node : list.list()) {
      ProductDefinition product = ProductNodes.product(node, locations);
      if (!ids.add(product.product().id())) {
        throw node.get("id").error("unique among the products");
      }
      products.add(product);
    }
    for (ProductDefinition product : more) {
      if (!ids.add(product.product().id())) {
        throw new InvalidParameterException(
            "id",
            "id of a product in "
                + PRODUCTS
                + " must be unique among the products, was "
                + product.product().id());
      }
      products.add(product);
    }
    return products;
  }

  // Derived cubes may stand before the cubes that they are derived from.
  private static List<Cube> cubes(YamlNode list, CubeNodes nodes) {
    List<Cube> plain = new ArrayList<>();
    for (YamlNode node : list.list()) {
      if (nodes.isReady(node)) {
        plain.add(nodes.cube(node));
      }
    }
    CubeNodes all = nodes.withSources(plain);
    List<Cube> cubes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int next = 0;
    for (YamlNode node : list.list()) {
      Cube cube = nodes.isReady(node) ? plain.get(next++) : all.cube(node);
      if (!names.add(cube.name())) {
        throw node.get("name").error("unique among the cubes");
      }
      cubes.add(cube);
    }
    return cubes;
  }
}
