// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Inflates and deflates zlib streams (RFC 1950) in memory, by libdeflate or in Java. Safe for
 * concurrent use; see {@link DeflateLibrary#open}.
 */
public final class Zlib {

  private static final int LEVELS = 9;
  private static final int MAX_IDLE = 8;

  private final boolean useLibrary;

  /** At rest, by level. */
  private final Map<Integer, Deque<StreamDeflater>> idle = new HashMap<>();

  Zlib(boolean useLibrary) {
    this.useLibrary = useLibrary;
  }

  /** True when libdeflate works, false when Java does. */
  public boolean isNative() {
    return useLibrary;
  }

  /** An inflater for one thread at a time; to be closed. */
  public ZlibInflater newInflater() {
    return new ZlibInflater(useLibrary);
  }

  /**
   * Makes one zlib stream. Its bytes depend on what works, not what they inflate to.
   *
   * @param from where the data starts in {@code data}
   * @param count bytes of it, ≥ 0
   * @param level 1 (fast) to 9 (small); as zlib's, which libdeflate's come close to
   * @return the whole stream
   */
  public byte[] compress(byte[] data, int from, int count, int level) {
    Objects.checkFromIndexSize(from, count, data.length);
    if (level < 1 || level > LEVELS) {
      throw new IllegalArgumentException("level must be in 1.." + LEVELS + ", was " + level);
    }
    StreamDeflater deflater = take(level);
    try {
      return deflater.deflate(data, from, count);
    } finally {
      giveBack(deflater, level);
    }
  }

  private StreamDeflater take(int level) {
    StreamDeflater deflater;
    synchronized (idle) {
      deflater = atRest(level).pollLast();
    }
    if (deflater != null) {
      return deflater;
    }
    return useLibrary ? new NativeDeflater(level) : new JavaDeflater(level);
  }

  private void giveBack(StreamDeflater deflater, int level) {
    deflater.trim();
    synchronized (idle) {
      if (atRest(level).size() < MAX_IDLE) {
        atRest(level).addLast(deflater);
        return;
      }
    }
    deflater.close();
  }

  private Deque<StreamDeflater> atRest(int level) {
    return idle.computeIfAbsent(level, none -> new ArrayDeque<>());
  }
}
