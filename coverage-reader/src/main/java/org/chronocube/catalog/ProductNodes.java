// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.scene.Product;

/** The {@code products} of a catalog file. */
final class ProductNodes {

  private static final Set<String> PRODUCT_KEYS =
      Set.of("id", "title", "description", "attribution", "parser", "location", "options", "bands");
  static final Set<String> BAND_KEYS =
      Set.of(
          "name",
          "title",
          "type",
          "nodata",
          "scale",
          "offset",
          "unit",
          "wavelength",
          "categorical");

  private ProductNodes() {}

  static ProductDefinition product(YamlNode node, Locations locations) {
    node.mapping(PRODUCT_KEYS);
    List<Band> bands = new ArrayList<>();
    for (YamlNode band : node.get("bands").list()) {
      band.mapping(BAND_KEYS);
      bands.add(band(band));
    }
    if (bands.isEmpty()) {
      throw node.get("bands").error("a list of at least one band");
    }
    Product product =
        node.checked(
            () ->
                new Product(
                    node.get("id").text(),
                    node.get("title").textOr(null),
                    node.get("description").textOr(""),
                    node.get("attribution").textOr(""),
                    bands));
    return new ProductDefinition(
        product,
        node.get("parser").text(),
        locations.product(node.get("location")),
        node.get("options").options());
  }

  /** A band in which everything is said that is not the default. */
  static Band band(YamlNode node) {
    DataType type = node.get("type").parsed(DataType::parse);
    String name = node.get("name").text();
    return band(node, Band.of(name, type, NoData.NONE));
  }

  /** A band that has from another what is not said. */
  static Band band(YamlNode node, Band inherited) {
    YamlNode type = node.get("type");
    YamlNode nodata = node.get("nodata");
    YamlNode wavelength = node.get("wavelength");
    DataType dataType = type.isPresent() ? type.parsed(DataType::parse) : inherited.type();
    NoData noData = nodata.isPresent() ? NoData.of(nodata.number()) : inherited.noData();
    if (noData.isDeclared() && !dataType.holds(noData.value())) {
      throw nodata.error("a " + dataType.id());
    }
    Scaling was = inherited.scaling();
    Scaling scaling =
        node.checked(
            () ->
                new Scaling(
                    node.get("scale").numberOr(was.scale()),
                    node.get("offset").numberOr(was.offset())));
    return node.checked(
        () ->
            new Band(
                node.get("name").text(),
                node.get("title").textOr(inherited.title()),
                dataType,
                noData,
                scaling,
                node.get("unit").textOr(inherited.unit()),
                wavelength.isPresent() ? (Double) wavelength.number() : inherited.wavelengthNm(),
                node.get("categorical").flagOr(inherited.categorical())));
  }
}
