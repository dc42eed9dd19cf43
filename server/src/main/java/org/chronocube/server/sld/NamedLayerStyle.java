// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import java.util.List;
import java.util.Optional;

/**
 * What a descriptor says of one layer.
 *
 * @param layer its name, may be empty in a file of styles
 * @param namedStyle a style the server has, by name
 * @param styles written out
 */
public record NamedLayerStyle(String layer, Optional<String> namedStyle, List<RasterStyle> styles) {

  public NamedLayerStyle {
    styles = List.copyOf(styles);
  }
}
