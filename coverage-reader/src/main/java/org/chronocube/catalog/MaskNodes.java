// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.chronocube.mosaic.MaskRule;
import org.chronocube.mosaic.MaskTest;
import org.chronocube.scene.Product;

/**
 * The {@code masks} of a cube: each a test of one band, or a preset.
 *
 * <pre>
 *   - {band: SCL, values: [3, 8, 9, 10], dilate: 2}
 *   - {product: landsat, band: QA_PIXEL, bits: [3, 4]}
 *   - {product: landsat, band: QA_PIXEL, field: {shift: 8, width: 2, values: [3]}}
 *   - {band: CLD, above: 40}
 *   - {preset: s2-scl-clouds, product: [s2a, s2b]}
 * </pre>
 *
 * @param shown the cube's products
 */
record MaskNodes(List<Product> shown) {

  private static final Set<String> TESTS =
      Set.of("values", "bits", "field", "min", "max", "above", "below");
  private static final Set<String> COMMON = Set.of("product", "dilate", "missing");
  private static final Set<String> KEYS = keys();
  private static final Set<String> PRESET_KEYS = Set.of("preset", "product", "dilate", "missing");
  private static final Set<String> FIELD_KEYS = Set.of("shift", "width", "values");

  private static Set<String> keys() {
    Set<String> keys = new HashSet<>(TESTS);
    keys.addAll(COMMON);
    keys.add("band");
    keys.add("keep");
    return Set.copyOf(keys);
  }

  List<MaskRule> rules(YamlNode list) {
    List<MaskRule> rules = new ArrayList<>();
    list.listOrEmpty().forEach(node -> rules.addAll(rule(node)));
    return rules;
  }

  private List<MaskRule> rule(YamlNode node) {
    boolean preset = node.isMap() && node.get("preset").isPresent();
    node.mapping(preset ? PRESET_KEYS : KEYS);
    List<MaskRule> rules =
        preset ? node.get("preset").parsed(MaskPresets::rules) : List.of(test(node));
    YamlNode dilate = node.get("dilate");
    int radius = dilate.isPresent() ? dilate.checked(() -> exact(dilate.whole())) : 0;
    List<MaskRule> made = new ArrayList<>();
    for (MaskRule rule : rules) {
      Set<String> products = products(node, rule.band());
      made.add(dilate.checked(() -> rule.dilated(radius)).of(products));
    }
    return made;
  }

  /** Which products a rule masks, each of which has its band; none for all of the cube. */
  private Set<String> products(YamlNode node, String band) {
    YamlNode named = node.get("product");
    boolean ignore = ignoresMissing(node);
    List<Product> asked = named.isPresent() ? named(named) : shown;
    List<String> without =
        asked.stream().filter(p -> p.band(band).isEmpty()).map(Product::id).toList();
    Set<String> with = asked.stream().map(Product::id).collect(Collectors.toSet());
    if (without.isEmpty()) {
      return with.size() == shown.size() ? Set.of() : with;
    }
    without.forEach(with::remove);
    if (!ignore || with.isEmpty()) {
      String place = node.get("preset").isPresent() ? "preset" : "band";
      throw new InvalidParameterException(
          node.path() + "." + place,
          node.path()
              + "."
              + place
              + " must be over a band of the products it masks, was "
              + band
              + ", which "
              + without
              + " lack; name others by product, or say missing: ignore");
    }
    return with;
  }

  private static boolean ignoresMissing(YamlNode node) {
    YamlNode missing = node.get("missing");
    if (missing.isPresent()
        && !missing.scalar().equals("ignore")
        && !missing.scalar().equals("error")) {
      throw missing.error("error or ignore");
    }
    return missing.isPresent() && missing.scalar().equals("ignore");
  }

  private List<Product> named(YamlNode node) {
    List<YamlNode> names = node.value() instanceof List<?> ? node.list() : List.of(node);
    Set<Product> products = new LinkedHashSet<>();
    for (YamlNode name : names) {
      products.add(
          shown.stream()
              .filter(p -> p.id().equals(name.text()))
              .findFirst()
              .orElseThrow(
                  () -> name.error("one of " + shown.stream().map(Product::id).sorted().toList())));
    }
    if (products.isEmpty()) {
      throw node.error("at least one product");
    }
    return List.copyOf(products);
  }

  private MaskRule test(YamlNode node) {
    String band = node.get("band").text();
    if (shown.stream().allMatch(p -> p.band(band).isEmpty())) {
      Set<String> bands = new TreeSet<>();
      shown.forEach(p -> p.bands().forEach(b -> bands.add(b.name())));
      throw node.get("band").error("one of " + bands);
    }
    boolean keep = node.get("keep").flagOr(false);
    boolean values = node.get("values").isPresent();
    boolean bits = node.get("bits").isPresent();
    boolean field = node.get("field").isPresent();
    boolean range = TESTS.stream().anyMatch(key -> isBound(key) && node.get(key).isPresent());
    if ((values ? 1 : 0) + (bits ? 1 : 0) + (field ? 1 : 0) + (range ? 1 : 0) != 1) {
      throw new InvalidParameterException(
          node.path(),
          node.path() + " must have one of values, bits, field, or min, max, above and below");
    }
    if (values) {
      return MaskRule.values(band, numbers(node.get("values")), keep);
    }
    if (bits) {
      return MaskRule.bits(band, bitMask(node.get("bits")), keep);
    }
    return field ? field(node.get("field"), band, keep) : range(node, band, keep);
  }

  private static boolean isBound(String key) {
    return Set.of("min", "max", "above", "below").contains(key);
  }

  private static MaskRule field(YamlNode node, String band, boolean keep) {
    node.mapping(FIELD_KEYS);
    YamlNode shift = node.get("shift");
    YamlNode width = node.get("width");
    return node.checked(
        () ->
            MaskRule.field(
                band,
                shift.checked(() -> exact(shift.whole())),
                width.checked(() -> exact(width.whole())),
                numbers(node.get("values")),
                keep));
  }

  // Bounds that are hit themselves, or that are not: then the next number is.
  private static MaskRule range(YamlNode node, String band, boolean keep) {
    double min = bound(node, "min", "above", Double.NEGATIVE_INFINITY);
    double max = bound(node, "max", "below", Double.POSITIVE_INFINITY);
    if (min > max) {
      throw new InvalidParameterException(
          node.path(), node.path() + " must have its lower bound first, was " + min + ".." + max);
    }
    return MaskRule.range(band, min, max, keep);
  }

  private static double bound(YamlNode node, String closed, String open, double none) {
    YamlNode at = node.get(closed);
    YamlNode beyond = node.get(open);
    if (at.isPresent() && beyond.isPresent()) {
      throw beyond.error("left out where " + closed + " is given");
    }
    if (beyond.isPresent()) {
      double value = beyond.number();
      return none < 0 ? Math.nextUp(value) : Math.nextDown(value);
    }
    return at.numberOr(none);
  }

  private static Set<Integer> numbers(YamlNode node) {
    Set<Integer> numbers = new HashSet<>();
    node.list().forEach(v -> numbers.add(v.checked(() -> exact(v.whole()))));
    if (numbers.isEmpty()) {
      throw node.error("a list of at least one number");
    }
    return numbers;
  }

  private static int exact(long value) {
    if (value != (int) value) {
      throw new IllegalArgumentException("value must be a 32-bit number, was " + value);
    }
    return (int) value;
  }

  /** A list of bit numbers, lowest 0. */
  private static long bitMask(YamlNode node) {
    long mask = 0;
    for (YamlNode bit : node.list()) {
      long n = bit.whole();
      if (n < 0 || n >= MaskTest.BITS) {
        throw bit.error("a bit number from 0 to " + (MaskTest.BITS - 1));
      }
      mask |= 1L << n;
    }
    if (mask == 0) {
      throw node.error("a list of at least one bit number");
    }
    return mask;
  }
}
