// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chronocube.InvalidParameterException;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.cube.CubeBand;
import org.chronocube.kernel.BandExpression;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.scene.Product;

/**
 * The {@code bands} of a cube: {@code B04}, or a mapping with at least a name.
 *
 * <pre>
 *   - B04
 *   - {name: NDVI, expression: (B08 - B04) / (B08 + B04)}
 *   - {name: red, from: {s2-l2a: B04, landsat: SR_B4}, unit: "1"}
 * </pre>
 *
 * @param shown the cube's products
 */
record BandNodes(List<Product> shown) {

  private static final Set<String> KEYS = keys();

  /** Bands of one name whose centres differ by more than this are not one band. */
  private static final double SAME_NM = 50;

  private static Set<String> keys() {
    Set<String> keys = new HashSet<>(ProductNodes.BAND_KEYS);
    keys.addAll(Set.of("expression", "from", "speckle"));
    return Set.copyOf(keys);
  }

  CubeBand band(YamlNode node) {
    if (!node.isMap()) {
      Band band =
          productBand(node.text()).orElseThrow(() -> node.error("one of " + bandNames(shown)));
      checkOneMeaning(node, band.name());
      return cubeBand(node, encoding(node, band), band.name(), Map.of());
    }
    node.mapping(KEYS);
    return node.get("from").isPresent() ? fromProducts(node) : fromAll(node);
  }

  private CubeBand fromAll(YamlNode node) {
    String name = node.get("name").text();
    YamlNode said = node.get("expression");
    String expression = said.textOr(name);
    Optional<Band> source = productBand(expression);
    if (source.isEmpty() && !said.isPresent()) {
      throw node.get("name").error("one of " + bandNames(shown) + ", or have an expression");
    }
    if (said.isPresent()) {
      checkExpression(said, shown);
    }
    List<String> names =
        source.isPresent() ? List.of(expression) : BandExpression.compile(expression).names();
    names.forEach(n -> checkOneMeaning(said.isPresent() ? said : node.get("name"), n));
    return cubeBand(node, encoded(node, source), expression, Map.of());
  }

  private CubeBand fromProducts(YamlNode node) {
    YamlNode from = node.get("from");
    if (node.get("expression").isPresent()) {
      throw node.get("expression").error("left out where from is given");
    }
    Map<String, String> sources = new LinkedHashMap<>();
    List<Band> plain = new ArrayList<>();
    for (String id : from.keys()) {
      Product product =
          shown.stream()
              .filter(p -> p.id().equals(id))
              .findFirst()
              .orElseThrow(
                  () ->
                      new InvalidParameterException(
                          from.path(),
                          from.path()
                              + " must name products of the cube, "
                              + shown.stream().map(Product::id).toList()
                              + ", was "
                              + id));
      YamlNode text = from.get(id);
      checkExpression(text, List.of(product));
      sources.put(id, text.text());
      product.band(text.text()).ifPresent(plain::add);
    }
    if (sources.isEmpty()) {
      throw from.error("a mapping of at least one product to its band");
    }
    checkOneUnit(node, plain);
    return cubeBand(node, encoded(node, plain.stream().findFirst()), null, sources);
  }

  // Values of one band are comparable: of one physical quantity, in one unit.
  private static void checkOneUnit(YamlNode node, List<Band> bands) {
    List<String> units = bands.stream().map(Band::unit).distinct().toList();
    if (units.size() > 1 && !node.get("unit").isPresent()) {
      throw new InvalidParameterException(
          node.path() + ".from",
          node.path() + ".from must be bands of one unit, or say unit, were of " + units);
    }
  }

  // By name alone two products' bands are one only when nothing says that they are not.
  private void checkOneMeaning(YamlNode node, String name) {
    List<Band> bands = shown.stream().flatMap(p -> p.band(name).stream()).toList();
    for (Band band : bands) {
      Band first = bands.get(0);
      boolean wavelengths =
          first.wavelengthNm() != null
              && band.wavelengthNm() != null
              && Math.abs(first.wavelengthNm() - band.wavelengthNm()) > SAME_NM;
      if (wavelengths
          || !first.unit().equals(band.unit())
          || first.categorical() != band.categorical()) {
        throw new InvalidParameterException(
            node.path(),
            node.path()
                + " must say from which product's band it comes: "
                + name
                + " is not the same in all of "
                + shown.stream().filter(p -> p.band(name).isPresent()).map(Product::id).toList()
                + "; write from: {PRODUCT: BAND, …}");
      }
    }
  }

  private static void checkExpression(YamlNode node, List<Product> products) {
    for (String name : node.parsed(BandExpression::compile).names()) {
      if (products.stream().allMatch(p -> p.band(name).isEmpty())) {
        throw new InvalidParameterException(
            node.path(),
            node.path() + " must be over bands of " + bandNames(products) + ", was over " + name);
      }
    }
  }

  // Arithmetic has no encoding to inherit: floating point holds any result.
  private static Band encoded(YamlNode node, Optional<Band> source) {
    String name = node.get("name").text();
    Band inherited = source.orElse(Band.of(name, DataType.FLOAT32, NoData.NONE));
    return encoding(node, ProductNodes.band(node, inherited));
  }

  private static Band encoding(YamlNode node, Band band) {
    if (band.noData().isDeclared()) {
      return band;
    }
    if (!band.type().isFloating()) {
      throw node.isMap()
          ? node.get("nodata").error("a " + band.type().id())
          : node.error("a band with nodata, or a mapping that says it");
    }
    return new Band(
        band.name(),
        band.title(),
        band.type(),
        NoData.of(Double.NaN),
        band.scaling(),
        band.unit(),
        band.wavelengthNm(),
        band.categorical());
  }

  private static CubeBand cubeBand(
      YamlNode node, Band band, String expression, Map<String, String> sources) {
    Neighbourhood filter =
        node.isMap() ? SpeckleNodes.filter(node.get("speckle")) : Neighbourhood.NONE;
    return node.checked(() -> new CubeBand(band, expression, sources, filter));
  }

  private Optional<Band> productBand(String name) {
    return shown.stream().flatMap(p -> p.band(name).stream()).findFirst();
  }

  private static Set<String> bandNames(List<Product> products) {
    Set<String> names = new TreeSet<>();
    products.forEach(p -> p.bands().forEach(b -> names.add(b.name())));
    return names;
  }
}
