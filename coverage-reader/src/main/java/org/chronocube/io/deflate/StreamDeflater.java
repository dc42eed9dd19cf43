// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

/** Makes one zlib stream after the other at one level. For one thread at a time. */
interface StreamDeflater extends AutoCloseable {

  /**
   * @return a stream of its own
   */
  byte[] deflate(byte[] data, int from, int count);

  /** Gives back memory that a large stream took. */
  void trim();

  @Override
  void close();
}
