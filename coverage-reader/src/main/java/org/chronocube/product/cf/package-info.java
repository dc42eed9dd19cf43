// SPDX-License-Identifier: Apache-2.0
/**
 * Cubes that others have made: NetCDF files and Zarr stores on a regular grid, described as the CF
 * conventions have it. Each time is a scene.
 */
package org.chronocube.product.cf;
