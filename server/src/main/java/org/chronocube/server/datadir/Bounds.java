// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.datadir;

import org.chronocube.grid.Extent;

/**
 * A rectangle in a CRS.
 *
 * @param extent x first
 * @param crs {@code EPSG:n}
 */
public record Bounds(Extent extent, String crs) {}
