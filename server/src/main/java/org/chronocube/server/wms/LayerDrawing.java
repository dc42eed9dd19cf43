// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.sld.RasterStyle;

/** One layer of a map and how it is drawn. */
record LayerDrawing(CoverageLayer layer, RasterStyle style) {}
