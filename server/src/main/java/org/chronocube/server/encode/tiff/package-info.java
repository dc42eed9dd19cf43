// SPDX-License-Identifier: Apache-2.0
/**
 * GeoTIFF and cloud optimised GeoTIFF.
 *
 * <p>{@link org.chronocube.server.encode.tiff.GeoTiffEncoder} compresses tiles in parallel into one
 * spool a level, then writes all directories before all pixels, so every file it makes can be read
 * by ranges; a COG has overviews on top.
 */
package org.chronocube.server.encode.tiff;
