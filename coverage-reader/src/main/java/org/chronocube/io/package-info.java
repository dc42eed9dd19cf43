// SPDX-License-Identifier: Apache-2.0
/**
 * Pixels from files: which blocks a window needs, their bytes, their samples.
 *
 * <p>{@link org.chronocube.io.BlockReaders} is the way in: it opens a URI and hands out a {@link
 * org.chronocube.io.BlockReader} that is cheap to keep, safe for concurrent use and holds no open
 * file. Decoded blocks are shared through one bounded cache.
 */
package org.chronocube.io;
