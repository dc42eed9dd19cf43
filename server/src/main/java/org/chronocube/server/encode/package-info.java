// SPDX-License-Identifier: Apache-2.0
/**
 * Pixels to files: GeoTIFF, PNG, JPEG, CF NetCDF, CoverageJSON; features to GeoPackages.
 *
 * <p>An {@link org.chronocube.server.encode.Encoder} pulls strips of rows from a {@link
 * org.chronocube.server.encode.RasterSource}, so that its memory is bounded by a strip, and gives
 * an {@link org.chronocube.server.encode.Encoded} file once every pixel has been read: a read that
 * fails never leaves half a file at a client.
 */
package org.chronocube.server.encode;
