// SPDX-License-Identifier: Apache-2.0
/**
 * Zlib streams (RFC 1950) that are whole in memory: blocks of TIFF, pieces of PNG. {@link
 * org.chronocube.io.deflate.DeflateLibrary#open} gives the {@link org.chronocube.io.deflate.Zlib}
 * of a setting:
 *
 * <pre>{@code
 * Zlib zlib = DeflateLibrary.AUTO.open();
 * byte[] stream = zlib.compress(rows, 0, rows.length, 6);
 * }</pre>
 */
package org.chronocube.io.deflate;
