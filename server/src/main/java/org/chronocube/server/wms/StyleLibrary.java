// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.Style;
import org.chronocube.server.sld.RasterStyle;
import org.chronocube.server.sld.SldParser;

/** Styles of the data directory, each parsed once, when first used. */
final class StyleLibrary {

  private final Map<Style, RasterStyle> parsed = new ConcurrentHashMap<>();

  /**
   * @throws org.chronocube.server.sld.SldException when the file is broken or not for rasters
   */
  RasterStyle parsed(Style style) {
    return parsed.computeIfAbsent(style, s -> SldParser.style(s.file()));
  }

  RasterStyle defaultOf(CoverageLayer layer) {
    return layer.defaultStyle().map(this::parsed).orElseGet(RasterStyle::plain);
  }

  /** Title of a style, or its name. */
  String title(Style style) {
    String title = parsed(style).title();
    return title.isEmpty() ? style.name() : title;
  }
}
