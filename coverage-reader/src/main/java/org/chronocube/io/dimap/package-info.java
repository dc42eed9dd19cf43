// SPDX-License-Identifier: Apache-2.0
/**
 * Images that DIMAP products deliver in tiles, seen as one raster: {@link
 * org.chronocube.io.dimap.DimapView}.
 */
package org.chronocube.io.dimap;
