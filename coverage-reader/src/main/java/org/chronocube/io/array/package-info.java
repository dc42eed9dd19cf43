// SPDX-License-Identifier: Apache-2.0
/**
 * Arrays of many dimensions, as NetCDF files and Zarr stores hold them, read as rasters: each index
 * of the dimensions before the last two is a band. {@link org.chronocube.io.array.ArrayView} is the
 * entry point; {@code zarr} and {@code netcdf} know the formats.
 */
package org.chronocube.io.array;
