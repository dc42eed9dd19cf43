// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.Coregistration;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeStorage;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.scene.Product;
import org.chronocube.time.TimeGrouping;

/**
 * The {@code cubes} of a catalog file.
 *
 * @param products by id
 * @param derived reads entries that are computed from other cubes
 * @param storage reads where their pixels are kept
 * @param sources the cubes they may be computed from, by name; empty while these are not known
 */
record CubeNodes(
    Map<String, Product> products,
    DerivedNodes derived,
    CubeStorageNodes storage,
    Optional<Map<String, Cube>> sources) {

  private static final Set<String> CUBE_KEYS =
      Set.of(
          "name",
          "title",
          "description",
          "products",
          "bands",
          "grid",
          "time",
          "mosaic",
          "resampling",
          "masks",
          "dimensions",
          "coregistration",
          "storage");
  private static final Set<String> COREGISTRATION_KEYS = Set.of("apply", "confidence");
  private static final Set<String> GRID_KEYS = Set.of("crs", "resolution", "shape", "extent");

  /** The same, knowing cubes; derived ones among them cannot be derived from. */
  CubeNodes withSources(List<Cube> cubes) {
    Map<String, Cube> byName = new HashMap<>();
    cubes.stream().filter(c -> c.derivation().isEmpty()).forEach(c -> byName.put(c.name(), c));
    return new CubeNodes(products, derived, storage, Optional.of(byName));
  }

  /** False for a derived entry while its source is not known. */
  boolean isReady(YamlNode node) {
    return sources.isPresent() || !derived.isDerived(node);
  }

  Cube cube(YamlNode node) {
    return derived.isDerived(node) ? derived.cube(node, sources.orElseThrow()) : ofProducts(node);
  }

  private Cube ofProducts(YamlNode node) {
    node.mapping(CUBE_KEYS);
    List<Product> shown = new ArrayList<>();
    node.get("products").list().forEach(p -> shown.add(known(p)));
    List<CubeBand> bands = new ArrayList<>();
    BandNodes bandNodes = new BandNodes(shown);
    node.get("bands").list().forEach(b -> bands.add(bandNodes.band(b)));
    List<MaskRule> masks = new MaskNodes(shown).rules(node.get("masks"));
    CubeStorage kept = storage.storage(node.get("storage"));
    return node.checked(
        () ->
            new Cube(
                    node.get("name").text(),
                    node.get("title").textOr(null),
                    node.get("description").textOr(""),
                    shown.stream().map(Product::id).toList(),
                    bands,
                    grid(node.get("grid")),
                    grouping(node.get("time")),
                    node.get("mosaic").isPresent()
                        ? node.get("mosaic").parsed(MosaicRule::parse)
                        : MosaicRule.MOST_RECENT,
                    node.get("resampling").isPresent()
                        ? node.get("resampling").parsed(Resampling::parse)
                        : Resampling.NEAREST,
                    masks,
                    node.get("dimensions").listOrEmpty().stream().map(YamlNode::text).toList(),
                    coregistration(node.get("coregistration")))
                .withStorage(kept));
  }

  /** {@code apply}, or {@code {apply: true, confidence: 0.7}}. */
  private static Coregistration coregistration(YamlNode node) {
    if (!node.isPresent()) {
      return Coregistration.NONE;
    }
    if (!node.isMap()) {
      if (!node.text().equals("apply")) {
        throw node.error("apply, or a mapping");
      }
      return new Coregistration(Coregistration.DEFAULT_CONFIDENCE);
    }
    node.mapping(COREGISTRATION_KEYS);
    YamlNode least = node.get("confidence");
    double confidence = least.numberOr(Coregistration.DEFAULT_CONFIDENCE);
    if (!(confidence >= 0 && confidence <= 1)) {
      throw least.error("a number from 0 to 1");
    }
    return node.get("apply").flagOr(false) ? new Coregistration(confidence) : Coregistration.NONE;
  }

  private Product known(YamlNode node) {
    Product product = products.get(node.text());
    if (product == null) {
      throw node.error("one of " + new TreeSet<>(products.keySet()));
    }
    return product;
  }

  /** Extent with a resolution (edges on its multiples), or with a shape (exactly that extent). */
  private static GeoBox grid(YamlNode node) {
    node.mapping(GRID_KEYS);
    String crs = node.get("crs").text();
    if (!crs.matches("EPSG:\\d+")) {
      throw node.get("crs").error("an EPSG code such as EPSG:32631");
    }
    double[] corners = node.get("extent").numbers(4);
    Extent extent =
        node.get("extent")
            .checked(() -> new Extent(corners[0], corners[1], corners[2], corners[3]));
    YamlNode resolution = node.get("resolution");
    YamlNode shape = node.get("shape");
    if (resolution.isPresent() == shape.isPresent()) {
      throw new InvalidParameterException(
          node.path(), node.path() + " must have either resolution or shape");
    }
    if (shape.isPresent()) {
      double[] size = shape.numbers(2);
      return shape.checked(
          () -> GeoBox.fitting(extent, new Shape((int) size[0], (int) size[1]), crs));
    }
    return resolution.checked(() -> GeoBox.covering(extent, resolution(resolution), crs));
  }

  private static Resolution resolution(YamlNode node) {
    if (node.value() instanceof List<?>) {
      double[] xy = node.numbers(2);
      return new Resolution(xy[0], xy[1]);
    }
    return Resolution.of(node.number());
  }

  private static TimeGrouping grouping(YamlNode node) {
    if (!node.isPresent()) {
      return TimeGrouping.INSTANT;
    }
    for (TimeGrouping grouping : TimeGrouping.values()) {
      if (grouping.id().equals(node.scalar())) {
        return grouping;
      }
    }
    throw node.error("instant or solar-day");
  }
}
