// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import org.chronocube.ChronocubeException;

/** No layer has the name a request gave. */
final class UnknownLayerException extends ChronocubeException {

  private static final long serialVersionUID = 1L;

  private UnknownLayerException(String name) {
    super("layer must be one of those of api/layers, was " + name);
  }

  static MapLayer find(LayerSource source, String name) {
    return source.layer(name).orElseThrow(() -> new UnknownLayerException(name));
  }
}
