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
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.Cube;
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

  /**
   * @throws InvalidParameterException when the file cannot be read or breaks a rule
   */
  public static Catalog read(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    try (InputStream in = Files.newInputStream(absolute)) {
      String text = new String(in.readNBytes(MAX_CHARACTERS + 1), StandardCharsets.UTF_8);
      return parse(text, absolute.getParent());
    } catch (IOException e) {
      throw new InvalidParameterException(
          "catalog", "catalog must be a readable file, was " + absolute, e);
    }
  }

  /**
   * @param text the document
   * @param directory what relative paths are relative to
   */
  static Catalog parse(String text, Path directory) {
    YamlNode root =
        YamlNode.load(text, "catalog").mapping(Set.of("version", "index", "products", "cubes"));
    YamlNode version = root.get("version");
    if (!Integer.valueOf(1).equals(version.value())) {
      throw version.error("1");
    }
    Locations locations = new Locations(directory);
    String index = locations.index(root.get("index"));
    List<ProductDefinition> products = products(root.get("products"), locations);
    return new Catalog(index, products, cubes(root.get("cubes"), products));
  }

  private static List<ProductDefinition> products(YamlNode list, Locations locations) {
    List<ProductDefinition> products = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (YamlNode node : list.list()) {
      ProductDefinition product = ProductNodes.product(node, locations);
      if (!ids.add(product.product().id())) {
        throw node.get("id").error("unique among the products");
      }
      products.add(product);
    }
    return products;
  }

  private static List<Cube> cubes(YamlNode list, List<ProductDefinition> products) {
    Map<String, Product> byId = new HashMap<>();
    products.forEach(p -> byId.put(p.product().id(), p.product()));
    CubeNodes nodes = new CubeNodes(byId);
    List<Cube> cubes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode node : list.list()) {
      Cube cube = nodes.cube(node);
      if (!names.add(cube.name())) {
        throw node.get("name").error("unique among the cubes");
      }
      cubes.add(cube);
    }
    return cubes;
  }
}
