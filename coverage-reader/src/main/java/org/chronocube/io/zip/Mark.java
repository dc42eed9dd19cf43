// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.zip;

/**
 * The state of an {@link Inflater}: another one can go on from here.
 *
 * @param bit of the compressed data that comes next
 * @param offset of the inflated byte that comes next
 * @param window the inflated bytes before it, 32 KiB at most
 * @param literals code of the block it is in; null outside of one and in a stored one
 * @param distances likewise
 * @param stored bytes that are left of a stored block
 * @param isLast true in the last block
 */
record Mark(
    long bit,
    long offset,
    byte[] window,
    Huffman literals,
    Huffman distances,
    int stored,
    boolean isLast) {

  static final Mark START = new Mark(0, 0, new byte[0], null, null, 0, false);

  /** Bytes that it takes in memory, about: the codes are shared by the marks of one block. */
  int weight() {
    return window.length + (literals == null ? 0 : 6000) + 200;
  }
}
