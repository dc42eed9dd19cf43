// SPDX-License-Identifier: Apache-2.0
/**
 * The only adapter to GeoTools coverages: how GeoServer sees cubes.
 *
 * <p>{@link org.chronocube.geotools.DatacubeFormatFactory} is found by GeoTools and GeoServer; it
 * opens {@link org.chronocube.geotools.DatacubeReader}s, one coverage per cube of the catalog. Read
 * parameters are decoded once, in {@code CubeParameters}; pixel anchors appear only in {@code
 * GridGeometries}, corner on both sides.
 *
 * <p>No class here names the image library (JAI in GeoTools 33, ImageN in 34 and later): images are
 * {@link java.awt.image.RenderedImage}s, so that one jar runs on all of them.
 */
package org.chronocube.geotools;
