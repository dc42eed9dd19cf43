// SPDX-License-Identifier: Apache-2.0
/**
 * Images in several files that lie side by side, as one raster: {@link
 * org.chronocube.io.tiles.TiledReader}.
 */
package org.chronocube.io.tiles;
