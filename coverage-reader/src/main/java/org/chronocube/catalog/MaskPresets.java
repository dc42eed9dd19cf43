// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chronocube.mosaic.MaskRule;

/**
 * Mask rules by name, over the band names that products usually have.
 *
 * <table>
 * <caption>Presets</caption>
 * <tr><td>{@code s2-scl-clouds}</td><td>{@code SCL} (Sen2Cor, L2A): takes away 3 cloud shadow, 8
 *     cloud medium and 9 high probability, 10 thin cirrus</td></tr>
 * <tr><td>{@code s2-scl-clouds-snow}</td><td>these and 11 snow or ice</td></tr>
 * <tr><td>{@code s2-scl-clear}</td><td>keeps 4 vegetation, 5 not vegetated, 6 water</td></tr>
 * <tr><td>{@code s2-cloud-probability}</td><td>{@code CLDPRB} (L2A) above 40 percent</td></tr>
 * <tr><td>{@code s2-classi-clouds}</td><td>{@code CLASSI_OPAQUE}, {@code CLASSI_CIRRUS}
 *     ({@code MSK_CLASSI}, baseline 04.00 and later): takes away 1</td></tr>
 * <tr><td>{@code landsat-c2-clouds}</td><td>{@code QA_PIXEL} (Collection 2): any of bit 0 fill, 1
 *     dilated cloud, 2 cirrus, 3 cloud, 4 cloud shadow</td></tr>
 * <tr><td>{@code landsat-c2-clouds-snow}</td><td>these and bit 5 snow</td></tr>
 * <tr><td>{@code landsat-c2-cloud-confidence}</td><td>{@code QA_PIXEL} bits 8-9 (cloud confidence)
 *     2 medium or 3 high</td></tr>
 * <tr><td>{@code landsat-c1-clouds}</td><td>{@code BQA} (Collection 1): bit 0 fill, 4 cloud; bits
 *     7-8 (cloud shadow confidence) 3; bits 11-12 (cirrus confidence) 3</td></tr>
 * <tr><td>{@code eolearn-clouds}</td><td>{@code CLM} 1</td></tr>
 * <tr><td>{@code eolearn-is-data}</td><td>keeps {@code IS_DATA} 1</td></tr>
 * </table>
 *
 * Sources: Sentinel-2 Products Specification Document S2-PDGS-TAS-DI-PSD 14.9, Landsat 8-9
 * Collection 2 Level 2 Science Product Guide (LSDS-1619) and Landsat Collection 1 Level 1 Quality
 * Assessment band; eo-learn's {@code FeatureType.MASK} names.
 */
final class MaskPresets {

  private static final Map<String, List<MaskRule>> RULES =
      Map.ofEntries(
          Map.entry("s2-scl-clouds", List.of(scl(false, 3, 8, 9, 10))),
          Map.entry("s2-scl-clouds-snow", List.of(scl(false, 3, 8, 9, 10, 11))),
          Map.entry("s2-scl-clear", List.of(scl(true, 4, 5, 6))),
          Map.entry(
              "s2-cloud-probability",
              List.of(
                  MaskRule.range("CLDPRB", Math.nextUp(40.0), Double.POSITIVE_INFINITY, false))),
          Map.entry(
              "s2-classi-clouds",
              List.of(
                  MaskRule.values("CLASSI_OPAQUE", Set.of(1), false),
                  MaskRule.values("CLASSI_CIRRUS", Set.of(1), false))),
          Map.entry("landsat-c2-clouds", List.of(MaskRule.bits("QA_PIXEL", 0b01_1111, false))),
          Map.entry("landsat-c2-clouds-snow", List.of(MaskRule.bits("QA_PIXEL", 0b11_1111, false))),
          Map.entry(
              "landsat-c2-cloud-confidence",
              List.of(MaskRule.field("QA_PIXEL", 8, 2, Set.of(2, 3), false))),
          Map.entry(
              "landsat-c1-clouds",
              List.of(
                  MaskRule.bits("BQA", 0b01_0001, false),
                  MaskRule.field("BQA", 7, 2, Set.of(3), false),
                  MaskRule.field("BQA", 11, 2, Set.of(3), false))),
          Map.entry("eolearn-clouds", List.of(MaskRule.values("CLM", Set.of(1), false))),
          Map.entry("eolearn-is-data", List.of(MaskRule.values("IS_DATA", Set.of(1), true))));

  private MaskPresets() {}

  private static MaskRule scl(boolean keep, Integer... classes) {
    return MaskRule.values("SCL", Set.of(classes), keep);
  }

  /**
   * @throws IllegalArgumentException naming the presets there are
   */
  static List<MaskRule> rules(String name) {
    List<MaskRule> rules = RULES.get(name);
    if (rules == null) {
      throw new IllegalArgumentException(
          "preset must be one of " + new TreeMap<>(RULES).keySet() + ", was " + name);
    }
    return rules;
  }
}
