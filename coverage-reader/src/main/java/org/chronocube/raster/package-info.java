// SPDX-License-Identifier: Apache-2.0
/**
 * Pixels in memory: samples with the mask that says which of them are valid.
 *
 * <p>Who computes sees {@code float}: exact for 8- and 16-bit integers and for integers up to 2^24;
 * larger 32-bit integers and 64-bit floats are rounded to 24 significant bits. Integers of 8 and 16
 * bits that nobody computes with stay what they are from the file to the answer ({@link
 * org.chronocube.raster.RasterBlock#integers()}).
 */
package org.chronocube.raster;
