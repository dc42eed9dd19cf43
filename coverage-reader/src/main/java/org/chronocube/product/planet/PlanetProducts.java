// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.planet;

import static org.chronocube.product.StandardBands.classes;
import static org.chronocube.product.StandardBands.reflectance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.scene.Product;

/**
 * Ready products: surface reflectance, and that at the top of the atmosphere. Wavelengths are the
 * middles of the bands of PSB.SD in Planet's documentation.
 */
final class PlanetProducts {

  private PlanetProducts() {}

  static List<ProductDefinition> all(String parser) {
    return List.of(
        product(parser, "planetscope-sr", "PlanetScope, surface reflectance", "surface"),
        product(
            parser,
            "planetscope-toa",
            "PlanetScope, top-of-atmosphere reflectance",
            "reflectance"));
  }

  private static ProductDefinition product(
      String parser, String id, String title, String radiometry) {
    return new ProductDefinition(
        new Product(id, title, "", "© Planet Labs PBC", bands()),
        parser,
        "",
        Map.of("radiometry", radiometry));
  }

  private static List<Band> bands() {
    List<Band> bands =
        new ArrayList<>(
            List.of(
                reflectance("coastal_blue", "Coastal blue", 441.5),
                reflectance("blue", "Blue", 490),
                reflectance("green_i", "Green I", 531),
                reflectance("green", "Green", 565),
                reflectance("yellow", "Yellow", 610),
                reflectance("red", "Red", 665),
                reflectance("rededge", "Red edge", 705),
                reflectance("nir", "Near infrared", 865)));
    for (String mask : PlanetBands.MASK) {
      bands.add(classes(PlanetBands.MASK_PREFIX + mask, "Usable data mask: " + mask));
    }
    return bands;
  }
}
