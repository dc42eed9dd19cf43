// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.IndexReport.Skipped;

/**
 * Which products files from nowhere in particular are of.
 *
 * @param finds by the one product that recognises them; a zip by each product of which it holds
 *     something
 * @param skipped what none, or more than one, recognises
 */
record Recognition(Map<ProductDefinition, List<Find>> finds, List<Skipped> skipped) {

  private static final String NONE = "no product of the catalog recognises it: name one";
  private static final String SEVERAL = "several products recognise it: name one";

  static Recognition of(Path path, List<ProductDefinition> products, ProductParsers parsers) {
    return new Search(products, parsers).search(path);
  }

  /** What is known while products are asked one after the other. */
  private static final class Search {
    private final List<ProductDefinition> products;
    private final ProductParsers parsers;
    private final Map<ProductDefinition, List<Find>> finds = new LinkedHashMap<>();
    private final List<Skipped> skipped = new ArrayList<>();

    Search(List<ProductDefinition> products, ProductParsers parsers) {
      this.products = products;
      this.parsers = parsers;
    }

    Recognition search(Path path) {
      Set<Path> zips = new LinkedHashSet<>();
      claims(path, zips)
          .forEach(
              (main, by) -> {
                if (by.size() == 1) {
                  by.forEach(this::take);
                } else {
                  skipped.add(new Skipped(main.toString(), by.isEmpty() ? NONE : SEVERAL));
                }
              });
      zips.forEach(this::lookInto);
      if (finds.isEmpty() && skipped.isEmpty()) {
        skipped.add(new Skipped(path.toString(), NONE));
      }
      return new Recognition(finds, skipped);
    }

    private void take(ProductDefinition product, Find find) {
      finds.computeIfAbsent(product, k -> new ArrayList<>()).add(find);
    }

    /** Who recognises each scene below a path, and how; zips are only gathered. */
    private Map<Path, Map<ProductDefinition, Find>> claims(Path path, Set<Path> zips) {
      Map<Path, Map<ProductDefinition, Find>> claims = new LinkedHashMap<>();
      for (ProductDefinition product : products) {
        for (Find find : grouped(path, product)) {
          if (find instanceof Find.Zip zip) {
            zips.add(zip.file());
          } else if (find instanceof Find.OfScene scene) {
            var by = claims.computeIfAbsent(scene.files().main(), k -> new LinkedHashMap<>());
            if (isRecognised(product, scene.files())) {
              by.put(product, find);
            }
          }
        }
      }
      return claims;
    }

    private void lookInto(Path zip) {
      try (FileSystem inside = ZipFolders.open(zip)) {
        Set<ProductDefinition> holders = new LinkedHashSet<>();
        var claims = claims(ZipFolders.root(inside), new LinkedHashSet<>());
        if (claims.values().stream().anyMatch(by -> by.size() > 1)) {
          skipped.add(new Skipped(zip.toString(), SEVERAL));
          return;
        }
        claims.values().forEach(by -> holders.addAll(by.keySet()));
        if (holders.isEmpty()) {
          skipped.add(new Skipped(zip.toString(), NONE));
        }
        holders.forEach(product -> take(product, new Find.Zip(zip)));
      } catch (IOException e) {
        skipped.add(new Skipped(zip.toString(), "cannot be read: " + e.getMessage()));
      }
    }

    private List<Find> grouped(Path path, ProductDefinition product) {
      try {
        ProductParser parser = parsers.get(product.parser());
        parser.checkOptions(product);
        return new SceneWalker(product, parser).walk(path).found();
      } catch (InvalidParameterException misconfigured) {
        return List.of(); // said when the product itself is indexed
      }
    }

    private boolean isRecognised(ProductDefinition product, SceneFiles files) {
      try {
        return parsers.get(product.parser()).recognises(product, files);
      } catch (SceneParseException broken) {
        return false;
      }
    }
  }
}
