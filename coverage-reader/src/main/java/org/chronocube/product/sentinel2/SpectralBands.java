// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.sentinel2;

import java.util.List;

/** The 13 bands of the instrument, in ESA's order ({@code bandId} 0 to 12). */
final class SpectralBands {

  static final int COUNT = 13;

  private static final List<String> NAMES =
      List.of(
          "B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11",
          "B12");
  private static final int[] NATIVE = {60, 10, 10, 10, 20, 20, 20, 10, 20, 60, 60, 20, 20};

  private SpectralBands() {}

  /** The bandId, or -1 when it is no spectral band. */
  static int id(String name) {
    return NAMES.indexOf(name);
  }

  static String name(int id) {
    return NAMES.get(id);
  }

  /** Ground sampling distance in metres of a band at level 1C. */
  static int nativeResolution(String name) {
    int id = id(name);
    return id < 0 ? 10 : NATIVE[id];
  }
}
