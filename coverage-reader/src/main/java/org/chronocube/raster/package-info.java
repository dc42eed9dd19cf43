// SPDX-License-Identifier: Apache-2.0
/**
 * Pixels in memory: samples with the mask that says which of them are valid.
 *
 * <p>Samples are {@code float}: exact for 8- and 16-bit integers and for integers up to 2^24;
 * larger 32-bit integers and 64-bit floats are rounded to 24 significant bits. Conversion from and
 * to stored types happens at the edges only (reading, encoding).
 */
package org.chronocube.raster;
