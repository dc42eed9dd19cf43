// SPDX-License-Identifier: Apache-2.0
/**
 * WCS 2.0.1 (OGC 09-110r4) with the extensions for CRSs, scaling, interpolation, range subsetting
 * and GeoTIFF and the Earth observation profile (OGC 10-140r1); WCS 1.1.1 and 1.0.0.
 *
 * <p>{@link org.chronocube.server.wcs.WcsService} decodes a request into a {@link
 * org.chronocube.server.wcs.GetCoverageRequest}, plans it ({@link
 * org.chronocube.server.wcs.TargetGrid}, {@link org.chronocube.server.wcs.TimeSelection}), and
 * hands an encoder a {@link org.chronocube.server.wcs.CubeSource} that reads the cube strip by
 * strip.
 */
package org.chronocube.server.wcs;
