// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import java.util.List;
import java.util.Optional;

/** The layers that the surrounding server shows. Safe for concurrent use. */
@FunctionalInterface
public interface LayerSource {

  /** In the order they are to be listed. */
  List<MapLayer> layers();

  default Optional<MapLayer> layer(String name) {
    return layers().stream().filter(l -> l.name().equals(name)).findFirst();
  }
}
