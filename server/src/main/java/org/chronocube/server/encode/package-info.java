// SPDX-License-Identifier: Apache-2.0
/**
 * Pixels to files: GeoTIFF, PNG, JPEG, CF NetCDF, CoverageJSON; features to GeoPackages.
 *
 * <p>An {@link org.chronocube.server.encode.Encoder} pulls strips of rows from a {@link
 * org.chronocube.server.encode.RasterSource}, so that its memory is bounded by a strip, and gives
 * an {@link org.chronocube.server.encode.Encoded} file of known size. Of formats whose layout does
 * not depend on the pixels these are read while they are sent; the others wait for their last pixel
 * in memory or in a temporary file.
 */
package org.chronocube.server.encode;
