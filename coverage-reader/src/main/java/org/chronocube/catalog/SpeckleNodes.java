// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import java.util.Set;
import org.chronocube.kernel.Neighbourhood;
import org.chronocube.kernel.speckle.PowerScale;
import org.chronocube.kernel.speckle.SpeckleFilter;
import org.chronocube.kernel.speckle.SpeckleNeighbourhood;

/**
 * The {@code speckle} of a cube's band: {@code {filter: refined-lee, window: 7, looks: 4.4, values:
 * decibel}}. The window is 7 and the values are power unless said; boxcar needs no looks.
 */
final class SpeckleNodes {

  private static final Set<String> KEYS = Set.of("filter", "window", "looks", "values");
  private static final int WINDOW = 7;

  private SpeckleNodes() {}

  static Neighbourhood filter(YamlNode node) {
    if (!node.isPresent()) {
      return Neighbourhood.NONE;
    }
    node.mapping(KEYS);
    SpeckleFilter.Kind kind = node.get("filter").parsed(SpeckleFilter.Kind::parse);
    YamlNode window = node.get("window");
    YamlNode looks = node.get("looks");
    int side = window.isPresent() ? window.checked(() -> Math.toIntExact(window.whole())) : WINDOW;
    boolean needed = kind != SpeckleFilter.Kind.BOXCAR || looks.isPresent();
    double number = needed ? looks.number() : 1;
    YamlNode values = node.get("values");
    PowerScale scale = values.isPresent() ? values.parsed(PowerScale::parse) : PowerScale.POWER;
    return new SpeckleNeighbourhood(
        node.checked(() -> new SpeckleFilter(kind, side, number)), scale);
  }
}
