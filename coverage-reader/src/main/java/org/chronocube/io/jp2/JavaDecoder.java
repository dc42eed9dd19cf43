// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Decodes in Java; keeps the working space of its threads. */
final class JavaDecoder implements SampleDecoder {

  private final ConcurrentLinkedQueue<CodeBlockDecoder> decoders = new ConcurrentLinkedQueue<>();

  @Override
  public int[] decode(TileData tile, int component, Rectangle window, int threads)
      throws IOException {
    return new TileDecoder(tile, decoders, threads > 1).decode(component, window);
  }
}
