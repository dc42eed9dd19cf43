// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * Collects the body of a response, never more than was asked for, and gives up one that stalls. Of
 * an error only the beginning is read; of a whole file, sent instead of a range, nothing.
 */
final class Body implements HttpResponse.BodySubscriber<byte[]> {

  private static final int FIRST_BYTES = 1 << 20;

  /** Bytes of an error that are read: it says why there. */
  private static final int ERROR_BYTES = 4096;

  /** Bytes that a body must bring within the stall timeout, its last ones excepted. */
  private static final int PROGRESS = 1024;

  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private final boolean isError;
  private final int limit;
  private final Duration stallTimeout;
  private final Watch watch;
  private Flow.Subscription subscription;
  private byte[] bytes;
  private int count;

  /**
   * @param limit of the bytes that a good answer may have; 0 to read none
   */
  Body(boolean isError, int limit, Duration stallTimeout) {
    this.isError = isError;
    this.limit = isError ? ERROR_BYTES : limit;
    this.stallTimeout = stallTimeout;
    this.watch = new Watch(stallTimeout);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    bytes = new byte[Math.min(limit, FIRST_BYTES)];
    if (limit == 0) {
      end();
      return;
    }
    subscription.request(Long.MAX_VALUE);
    watch.start(() -> fail(new HttpTimeoutException("no more bytes came within " + stallTimeout)));
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int had = count;
      int n = buffer.remaining();
      if (n > limit - had) {
        if (isError) {
          buffer.get(bytes, had, limit - had);
          count = limit;
          end();
        } else {
          fail(new IOException("the server must send at most " + limit + " bytes, sent more"));
        }
        return;
      }
      if (n > bytes.length - had) {
        // Grown with what arrives: the length asked for comes from the file's header.
        bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(2L * bytes.length, had + n)));
      }
      buffer.get(bytes, had, n);
      count = had + n;
    }
    watch.count = count;
  }

  private void end() {
    subscription.cancel();
    onComplete();
  }

  private void fail(IOException failure) {
    subscription.cancel();
    onError(failure);
  }

  @Override
  public void onError(Throwable failure) {
    watch.onStall = null;
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    watch.onStall = null;
    result.complete(count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
  }

  /** Looks at intervals whether bytes come. Timers keep it for a while, so it keeps nothing. */
  private static final class Watch {
    private final Executor later;
    private volatile int count;
    private volatile Runnable onStall;

    Watch(Duration interval) {
      later = CompletableFuture.delayedExecutor(interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    void start(Runnable whenStalled) {
      onStall = whenStalled;
      later.execute(() -> look(0));
    }

    private void look(int before) {
      int now = count;
      Runnable action = onStall;
      if (action != null && now - before < PROGRESS) {
        action.run();
      } else if (action != null) {
        later.execute(() -> look(now));
      }
    }
  }
}
