// SPDX-License-Identifier: Apache-2.0
package org.chronocube.mosaic;

import java.util.Set;

/**
 * Which pixels of a scene count as data, by one of its own bands (read with nearest neighbour).
 * Pixels where that band is invalid are invalid.
 *
 * @param band name of the product's band, e.g. {@code SCL}
 * @param test which of its samples are hit
 * @param keep true: pixels that are hit are valid; false: pixels that are hit are invalid
 * @param dilation radius, in full-resolution pixels of the mask band's own raster, by which what
 *     the rule takes away grows: a pixel is invalid when the centre of one that the rule makes
 *     invalid is at most so far away. Pixels where the band is nodata do not grow. 0 to {@link
 *     #MAX_DILATION}
 * @param products ids of the products whose scenes it masks; empty for all of a cube
 */
public record MaskRule(
    String band, MaskTest test, boolean keep, int dilation, Set<String> products) {

  /** Largest radius of a dilation. */
  public static final int MAX_DILATION = 500;

  public MaskRule {
    products = Set.copyOf(products);
    if (dilation < 0 || dilation > MAX_DILATION) {
      throw new IllegalArgumentException(
          "dilation must be in 0.." + MAX_DILATION + " pixels, was " + dilation);
    }
  }

  private static MaskRule of(String band, MaskTest test, boolean keep) {
    return new MaskRule(band, test, keep, 0, Set.of());
  }

  public static MaskRule values(String band, Set<Integer> values, boolean keep) {
    return of(band, new MaskTest.Values(values), keep);
  }

  public static MaskRule bits(String band, long bits, boolean keep) {
    return of(band, new MaskTest.Bits(bits), keep);
  }

  public static MaskRule field(
      String band, int shift, int width, Set<Integer> values, boolean keep) {
    return of(band, new MaskTest.Field(shift, width, values), keep);
  }

  public static MaskRule range(String band, double min, double max, boolean keep) {
    return of(band, new MaskTest.Range(min, max), keep);
  }

  /** The same rule with a dilation of this radius. */
  public MaskRule dilated(int radius) {
    return new MaskRule(band, test, keep, radius, products);
  }

  /** The same rule for scenes of these products only. */
  public MaskRule of(Set<String> ids) {
    return new MaskRule(band, test, keep, dilation, ids);
  }

  /** True when it masks scenes of a product. */
  public boolean appliesTo(String product) {
    return products.isEmpty() || products.contains(product);
  }

  /** True when a pixel with this sample of the mask band is valid. */
  public boolean isValid(double dn, double physical) {
    return test.isHit(dn, physical) == keep;
  }
}
