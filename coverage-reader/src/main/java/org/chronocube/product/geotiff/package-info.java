// SPDX-License-Identifier: Apache-2.0
/**
 * GeoTIFFs that come with no metadata of a known format: known by their names ({@link
 * org.chronocube.product.geotiff.GeoTiffPatternParser}), or described by a file beside them ({@link
 * org.chronocube.product.geotiff.SidecarParser}).
 */
package org.chronocube.product.geotiff;
