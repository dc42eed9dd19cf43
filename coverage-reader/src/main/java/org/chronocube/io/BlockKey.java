// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io;

import org.chronocube.io.range.ContentId;

/**
 * Names a decoded block. A file that changes gets another content, so its old blocks are never
 * found again and age out.
 *
 * @param content of the file
 * @param image which image of the file (overview, mask), and what of it
 * @param index of the block in the image
 */
public record BlockKey(ContentId content, int image, long index) {}
