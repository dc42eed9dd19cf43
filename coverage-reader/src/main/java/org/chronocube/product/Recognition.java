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

  private static final String NONE = "no product of the catalog recognises it: name one";
  private static final String SEVERAL = "several products recognise it: name one";

  static Recognition of(Path path, List<ProductDefinition> products, ProductParsers parsers) {
    Map<Path, List<ProductDefinition>> claims = new LinkedHashMap<>();
    Map<Path, SceneFiles> seen = new LinkedHashMap<>();
    for (ProductDefinition product : products) {
      for (SceneFiles files : grouped(path, product, parsers)) {
        seen.put(files.main(), files);
        List<ProductDefinition> by = claims.computeIfAbsent(files.main(), k -> new ArrayList<>());
        if (isRecognised(parsers.get(product.parser()), product, files)) {
          by.add(product);
        }
      }
    }
    Map<ProductDefinition, List<SceneFiles>> scenes = new LinkedHashMap<>();
    List<Skipped> skipped = new ArrayList<>();
    claims.forEach(
        (main, by) -> {
          if (by.size() == 1) {
            scenes.computeIfAbsent(by.get(0), k -> new ArrayList<>()).add(seen.get(main));
          } else {
            skipped.add(new Skipped(main.toString(), by.isEmpty() ? NONE : SEVERAL));
          }
        });
    if (claims.isEmpty()) {
      skipped.add(new Skipped(path.toString(), NONE));
    }
    return new Recognition(scenes, skipped);
  }

  private static List<SceneFiles> grouped(
      Path path, ProductDefinition product, ProductParsers parsers) {
    try {
      ProductParser parser = parsers.get(product.parser());
      parser.checkOptions(product);
      return new SceneWalker(product, parser).walk(path).found();
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
