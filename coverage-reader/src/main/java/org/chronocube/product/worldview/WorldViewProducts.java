// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.worldview;

import static org.chronocube.product.StandardBands.radiance;

import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.scene.Product;

/** Ready products, as radiance. Wavelengths are those of WorldView-2; others differ by some nm. */
final class WorldViewProducts {

  private WorldViewProducts() {}

  static List<ProductDefinition> all(String parser) {
    return List.of(
        product(
            parser,
            "maxar-pan",
            "Maxar, panchromatic radiance",
            List.of(radiance("pan", "Panchromatic", 632))),
        product(
            parser,
            "maxar-ms",
            "Maxar, multispectral radiance",
            List.of(
                radiance("coastal", "Coastal", 427),
                radiance("blue", "Blue", 478),
                radiance("green", "Green", 546),
                radiance("yellow", "Yellow", 608),
                radiance("red", "Red", 659),
                radiance("rededge", "Red edge", 724),
                radiance("nir", "Near infrared 1", 833),
                radiance("nir2", "Near infrared 2", 949))));
  }

  private static ProductDefinition product(
      String parser, String id, String title, List<Band> bands) {
    return new ProductDefinition(
        new Product(id, title, "", "© Maxar", bands), parser, "", Map.of());
  }
}
