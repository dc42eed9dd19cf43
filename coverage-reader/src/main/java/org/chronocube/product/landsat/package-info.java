// SPDX-License-Identifier: Apache-2.0
/**
 * Landsat Collection 2. {@link org.chronocube.product.landsat.LandsatParser} reads the metadata of
 * a delivered product; grids, scaling and footprint all come from there.
 */
package org.chronocube.product.landsat;
