// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.chronocube.io.range.ByteRange;
import org.chronocube.io.range.ByteSource;
import org.chronocube.io.range.OpenedSource;

/**
 * Reads a remote file as a channel, for those who read in small steps: in blocks of 64 KiB, of
 * which the last few are kept; who reads on and on gets more and more of them at once. The JDK's
 * zip file system shares one channel among all that it reads. Safe for concurrent use.
 */
final class RemoteChannel implements SeekableByteChannel {

  private static final int BLOCK = 64 * 1024;
  private static final int MAX_AHEAD = 32;
  private static final int MAX_KEPT = 96;

  private final ByteSource source;
  private final ByteBuffer head;
  private final Map<Long, ByteBuffer> blocks =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, ByteBuffer> eldest) {
          return size() > MAX_KEPT;
        }
      };

  private long position;
  private long afterLast = -1;
  private int ahead = 1;
  private boolean isClosed;

  RemoteChannel(OpenedSource opened) {
    this.source = opened.source();
    this.head = opened.head();
  }

  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    checkOpen();
    if (position >= source.size()) {
      return -1;
    }
    int count = 0;
    while (target.hasRemaining() && position < source.size()) {
      ByteBuffer from = at(position, target.remaining());
      int n = Math.min(from.remaining(), target.remaining());
      target.put(from.slice(from.position(), n));
      position += n;
      count += n;
    }
    return count;
  }

  /** Some bytes from an offset on. */
  private ByteBuffer at(long offset, int wanted) throws IOException {
    if (offset < head.remaining()) {
      return head.slice(head.position() + (int) offset, head.remaining() - (int) offset);
    }
    long block = offset / BLOCK;
    ByteBuffer kept = blocks.get(block);
    if (kept == null) {
      fetch(block, wanted);
      kept = blocks.get(block);
    }
    int skip = (int) (offset - block * BLOCK);
    return kept.slice(kept.position() + skip, kept.remaining() - skip);
  }

  private void fetch(long block, int wanted) throws IOException {
    ahead = block == afterLast ? Math.min(2 * ahead, MAX_AHEAD) : 1;
    long needed = Math.min(MAX_AHEAD, 1 + (long) wanted / BLOCK);
    long last = (source.size() - 1) / BLOCK;
    long until = Math.min(last, block + Math.max(needed, ahead) - 1);
    long end = Math.min(source.size(), (until + 1) * BLOCK);
    ByteBuffer bytes = source.read(new ByteRange(block * BLOCK, (int) (end - block * BLOCK)));
    for (long b = block; b <= until; b++) {
      int from = (int) ((b - block) * BLOCK);
      int n = Math.min(BLOCK, bytes.remaining() - from);
      // A copy, so that what is kept does not keep its neighbours.
      byte[] copy = new byte[n];
      bytes.slice(bytes.position() + from, n).get(copy);
      blocks.put(b, ByteBuffer.wrap(copy));
    }
    afterLast = until + 1;
  }

  @Override
  public synchronized long position() throws IOException {
    checkOpen();
    return position;
  }

  @Override
  public synchronized SeekableByteChannel position(long newPosition) throws IOException {
    checkOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("position must be >= 0, was " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public synchronized long size() throws IOException {
    checkOpen();
    return source.size();
  }

  @Override
  public int write(ByteBuffer bytes) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long size) {
    throw new NonWritableChannelException();
  }

  @Override
  public synchronized boolean isOpen() {
    return !isClosed;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    blocks.clear();
  }

  private void checkOpen() throws ClosedChannelException {
    if (isClosed) {
      throw new ClosedChannelException();
    }
  }
}
