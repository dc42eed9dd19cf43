// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.dimap;

import java.util.Map;

/** How bands are called. */
final class DimapBands {

  private static final Map<String, String> COMMON_NAMES =
      Map.ofEntries(
          Map.entry("P", "pan"),
          Map.entry("PAN", "pan"),
          Map.entry("B0", "blue"),
          Map.entry("B1", "green"),
          Map.entry("B2", "red"),
          Map.entry("B3", "nir"),
          Map.entry("R", "red"),
          Map.entry("G", "green"),
          Map.entry("B", "blue"),
          Map.entry("NIR", "nir"),
          Map.entry("RE", "rededge"),
          Map.entry("DB", "coastal"));

  private DimapBands() {}

  /** True when a band of the catalog is the one that DIMAP calls {@code id}. */
  static boolean isNamed(String band, String id) {
    return band.equals(id) || band.equals(COMMON_NAMES.get(id));
  }
}
