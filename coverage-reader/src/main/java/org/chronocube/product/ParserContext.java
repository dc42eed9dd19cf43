// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product;

import java.nio.file.Path;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.io.RasterOpener;

/**
 * What parsers are handed.
 *
 * @param root directory under which the scene was found; files that metadata name must be under it
 * @param rasters opens headers
 * @param crs for footprints
 */
public record ParserContext(Path root, RasterOpener rasters, CrsRegistry crs) {}
