// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.dimap;

import static org.chronocube.product.StandardBands.reflectance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.band.Band;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.scene.Product;

/**
 * Ready products: of each constellation the panchromatic, the multispectral and the pan-sharpened
 * images, as reflectance. Wavelengths are the middles of the bands in the user guides.
 */
final class DimapProducts {

  private static final String ATTRIBUTION = "© CNES, distribution Airbus DS";
  private static final String MULTISPECTRAL = "MS,MS-N,MS-X,MS-FS";
  private static final String PAN_SHARPENED = "PMS,PMS-N,PMS-X,PMS-FS";

  private DimapProducts() {}

  static List<ProductDefinition> all(String parser) {
    List<ProductDefinition> all = new ArrayList<>();
    add(all, parser, "pleiades", "Pléiades", "PHR", 650, List.of(490.0, 560.0, 650.0, 840.0));
    add(all, parser, "spot", "SPOT 6/7", "SPOT", 598, List.of(485.0, 560.0, 660.0, 825.0));
    add(
        all,
        parser,
        "pleiades-neo",
        "Pléiades Neo",
        "PNEO",
        625,
        List.of(485.0, 560.0, 655.0, 825.0));
    return all;
  }

  private static void add(
      List<ProductDefinition> all,
      String parser,
      String id,
      String title,
      String mission,
      double pan,
      List<Double> colours) {
    List<Band> bands =
        new ArrayList<>(
            List.of(
                reflectance("blue", "Blue", colours.get(0)),
                reflectance("green", "Green", colours.get(1)),
                reflectance("red", "Red", colours.get(2)),
                reflectance("nir", "Near infrared", colours.get(3))));
    if (mission.equals("PNEO")) {
      bands.add(reflectance("rededge", "Red edge", 725));
      bands.add(reflectance("coastal", "Deep blue", 425));
    }
    List<Band> grey = List.of(reflectance("pan", "Panchromatic", pan));
    all.add(product(parser, id + "-pan", title + ", panchromatic", mission, "P,PAN", grey));
    all.add(product(parser, id + "-ms", title + ", multispectral", mission, MULTISPECTRAL, bands));
    all.add(product(parser, id + "-pms", title + ", pan-sharpened", mission, PAN_SHARPENED, bands));
  }

  private static ProductDefinition product(
      String parser, String id, String title, String mission, String spectral, List<Band> bands) {
    return new ProductDefinition(
        new Product(id, title, "", ATTRIBUTION, bands),
        parser,
        "",
        Map.of("mission", mission, "spectral", spectral, "radiometry", "reflectance"));
  }
}
