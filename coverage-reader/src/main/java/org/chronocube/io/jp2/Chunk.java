// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

/** Some bytes of a tile. */
record Chunk(int offset, int length) {}
