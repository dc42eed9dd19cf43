// SPDX-License-Identifier: Apache-2.0
/**
 * Cubes as one CF NetCDF file, in NetCDF's classic format.
 *
 * <p>{@link org.chronocube.server.encode.netcdf.CfNetcdfEncoder} says what the variables are,
 * {@link org.chronocube.crs.GridMapping} translates the CRS into CF's terms and {@link
 * org.chronocube.server.encode.netcdf.NcFile} knows the bytes.
 */
package org.chronocube.server.encode.netcdf;
