// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.sld;

import org.chronocube.raster.RasterBlock;

/**
 * A band to be drawn.
 *
 * @param block samples as stored and which of them are valid
 * @param isByte true for 8-bit unsigned samples, which need no stretch
 */
public record BandSamples(RasterBlock block, boolean isByte) {}
