// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.jp2;

import java.util.ArrayList;
import java.util.List;

/** Coding passes of a code-block that end together; their bytes may lie in several packets. */
final class Segment {

  private final int maxPasses;
  private final List<Chunk> chunks = new ArrayList<>(1);
  private int passes;

  Segment(int maxPasses) {
    this.maxPasses = maxPasses;
  }

  int room() {
    return maxPasses - passes;
  }

  void add(int morePasses) {
    passes += morePasses;
  }

  void add(Chunk chunk) {
    chunks.add(chunk);
  }

  int passes() {
    return passes;
  }

  List<Chunk> chunks() {
    return chunks;
  }
}
