// SPDX-License-Identifier: Apache-2.0
/**
 * Byte ranges of files and HTTP(S) resources, read without keeping anything open between calls.
 *
 * <p>{@link org.chronocube.io.range.ByteSources} opens a URI; the {@link
 * org.chronocube.io.range.ByteSource} it gives is pinned to the content it found and refuses to
 * read when that has changed. Problems are {@link java.io.IOException}s; the format readers turn
 * them into {@link org.chronocube.io.RasterReadException}s that name the block.
 */
package org.chronocube.io.range;
