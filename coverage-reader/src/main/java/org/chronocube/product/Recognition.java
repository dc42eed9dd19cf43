// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.IndexReport.Skipped;

/**
 * Which products files from nowhere in particular are of.
 *
 * @param scenes by the one product that recognises them
 * @param skipped what none, or more than one, recognises
 */
record Recognition(Map<ProductDefinition, List<SceneFiles>> scenes, List<Skipped> skipped) {

  static Recognition of(Path path, List<ProductDefinition> products, ProductParsers parsers) {
    Map<Path, List<ProductDefinition>> claims = new LinkedHashMap<>();
    Map<Path, SceneFiles> claimed = new LinkedHashMap<>();
    for (ProductDefinition product : products) {
      for (SceneFiles files : recognised(path, product, parsers)) {
        claims.computeIfAbsent(files.main(), k -> new ArrayList<>()).add(product);
        claimed.put(files.main(), files);
      }
    }
    Map<ProductDefinition, List<SceneFiles>> scenes = new LinkedHashMap<>();
    List<Skipped> skipped = new ArrayList<>();
    claims.forEach(
        (main, by) -> {
          if (by.size() == 1) {
            scenes.computeIfAbsent(by.get(0), k -> new ArrayList<>()).add(claimed.get(main));
          } else {
            skipped.add(new Skipped(main.toString(), "several products recognise it: name one"));
          }
        });
    if (claims.isEmpty()) {
      skipped.add(
          new Skipped(path.toString(), "no product of the catalog recognises it: name one"));
    }
    return new Recognition(scenes, skipped);
  }

  private static List<SceneFiles> recognised(
      Path path, ProductDefinition product, ProductParsers parsers) {
    try {
      ProductParser parser = parsers.get(product.parser());
      parser.checkOptions(product);
      return new SceneWalker(product, parser)
          .walk(path).found().stream().filter(f -> isRecognised(parser, product, f)).toList();
    } catch (InvalidParameterException misconfigured) {
      return List.of(); // said when the product itself is indexed
    }
  }

  private static boolean isRecognised(
      ProductParser parser, ProductDefinition product, SceneFiles files) {
    try {
      return parser.recognises(product, files);
    } catch (SceneParseException broken) {
      return false;
    }
  }
}
