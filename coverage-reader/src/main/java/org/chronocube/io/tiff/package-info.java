// SPDX-License-Identifier: Apache-2.0
/**
 * A TIFF decoder of our own: {@link org.chronocube.io.tiff.TiffFormat} is the way in. Header first
 * ({@code IfdReader} to {@code TiffFile}), then blocks ({@code TiffReader}, {@code BlockDecoder}).
 *
 * <p>Nothing in a file is trusted: no memory is taken for a number from a header before it is
 * checked against the size of the file and a bound.
 */
package org.chronocube.io.tiff;
