// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.planet;

import java.util.List;
import java.util.Map;
import org.chronocube.product.SceneParseException;

/** The order of bands in files. */
final class PlanetBands {

  static final String MASK_PREFIX = "udm2_";

  /** Of {@code _udm2.tif}; classes are 0 or 1, confidence is in percent, unusable has bits. */
  static final List<String> MASK =
      List.of(
          "clear", "snow", "shadow", "light_haze", "heavy_haze", "cloud", "confidence", "unusable");

  private static final Map<Integer, List<String>> IMAGES =
      Map.of(
          3, List.of("red", "green", "blue"),
          4, List.of("blue", "green", "red", "nir"),
          5, List.of("blue", "green", "red", "rededge", "nir"),
          8,
              List.of(
                  "coastal_blue", "blue", "green_i", "green", "yellow", "red", "rededge", "nir"));

  private PlanetBands() {}

  /**
   * @throws SceneParseException when no images have so many
   */
  static List<String> ofImage(int count, Object image) {
    List<String> bands = IMAGES.get(count);
    if (bands == null) {
      throw new SceneParseException(image + " must have 3, 4, 5 or 8 bands, has " + count);
    }
    return bands;
  }
}
