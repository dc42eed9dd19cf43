// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that can be asked, while a request is being worked on, whether the client has gone.
 * Jetty reads nothing between a request and its answer and so cannot know; this looks by reading
 * one byte ahead, which is given back to Jetty with its next read.
 */
final class PeekingEndPoint extends SocketChannelEndPoint {

  private final ByteBuffer ahead = ByteBuffer.allocate(1).flip();
  private boolean gone;

  PeekingEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
    super(channel, selector, key, scheduler);
  }

  /** True when the client has closed its side. */
  synchronized boolean isPeerGone() {
    if (gone || !isOpen()) {
      return true;
    }
    if (ahead.hasRemaining()) {
      return false;
    }
    ahead.clear();
    try {
      gone = getChannel().read(ahead) < 0;
    } catch (IOException reset) {
      gone = true;
    }
    ahead.flip();
    return gone;
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    synchronized (this) {
      if (ahead.hasRemaining()) {
        return fillAhead(buffer);
      }
    }
    return super.fill(buffer);
  }

  // Jetty hands over buffers in flush mode: the data lie between position and limit.
  private int fillAhead(ByteBuffer buffer) {
    int position = buffer.position();
    int limit = buffer.hasRemaining() ? buffer.limit() : 0;
    int start = buffer.hasRemaining() ? position : 0;
    if (limit == buffer.capacity()) {
      return 0;
    }
    buffer.limit(limit + 1);
    buffer.put(limit, ahead.get());
    buffer.position(start);
    notIdle();
    return 1;
  }

  @Override
  protected void needsFillInterest() {
    boolean ready;
    synchronized (this) {
      ready = ahead.hasRemaining();
    }
    if (ready) {
      getFillInterest().fillable();
    } else {
      super.needsFillInterest();
    }
  }
}
