// SPDX-License-Identifier: Apache-2.0
/**
 * Where pixels are: pure geometry of grids.
 *
 * <p>Everything here is <em>corner anchored</em>: pixel (row 0, column 0) covers the continuous
 * pixel coordinates [0, 1) × [0, 1), its centre is (0.5, 0.5), and {@link
 * org.chronocube.grid.Affine} maps pixel corners to the CRS. World coordinates are always x
 * (easting or longitude) first, whatever the axis order of the CRS's authority.
 */
package org.chronocube.grid;
