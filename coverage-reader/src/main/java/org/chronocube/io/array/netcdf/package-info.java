// SPDX-License-Identifier: Apache-2.0
/**
 * NetCDF files: the classic formats (CDF-1, -2 and -5) by our own reader, from anywhere and range
 * by range; NetCDF-4, which is HDF5, through jHDF.
 */
package org.chronocube.io.array.netcdf;
