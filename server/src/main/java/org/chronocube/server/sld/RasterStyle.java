// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import java.util.List;

/**
 * A user style: rules, each for a range of scales.
 *
 * @param name may be empty
 * @param title for humans, may be empty
 * @param description may be empty
 * @param rules drawn in order, the later above
 */
public record RasterStyle(String name, String title, String description, List<Rule> rules) {

  /**
   * A symbolizer and when it is drawn.
   *
   * @param title of the legend, may be empty
   * @param minScale smallest scale denominator, drawn from there
   * @param maxScale largest scale denominator, drawn below it
   * @param symbolizer what is drawn
   */
  public record Rule(String title, double minScale, double maxScale, RasterSymbolizer symbolizer) {

    /** True when it is drawn at a scale. */
    public boolean holdsAt(double scaleDenominator) {
      return scaleDenominator >= minScale && scaleDenominator < maxScale;
    }
  }

  public RasterStyle {
    rules = List.copyOf(rules);
    if (rules.isEmpty()) {
      throw new SldException("a style must have a RasterSymbolizer, had none");
    }
  }

  /** What is drawn at a scale, may be empty. */
  public List<RasterSymbolizer> symbolizers(double scaleDenominator) {
    return rules.stream().filter(r -> r.holdsAt(scaleDenominator)).map(Rule::symbolizer).toList();
  }

  /** Gray or the first three bands, as they are: what is drawn when nobody says how. */
  public static RasterStyle plain() {
    return new RasterStyle(
        "raster",
        "",
        "",
        List.of(
            new Rule(
                "",
                0,
                Double.POSITIVE_INFINITY,
                new RasterSymbolizer(
                    1, List.of(), ContrastEnhancement.NONE, java.util.Optional.empty()))));
  }
}
