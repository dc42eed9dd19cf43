// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Collects the body of a partial response, never more than was asked for. The body of any other
 * response is not read: it may be the whole file.
 */
final class RangeBody implements HttpResponse.BodySubscriber<byte[]> {

  private static final int PARTIAL_CONTENT = 206;
  private static final int FIRST_BYTES = 1 << 20;

  private final CompletableFuture<byte[]> result = new CompletableFuture<>();
  private final boolean wanted;
  private final int limit;
  private Flow.Subscription subscription;
  private byte[] bytes;
  private int count;

  RangeBody(int status, int limit) {
    this.wanted = status == PARTIAL_CONTENT;
    this.limit = limit;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    if (wanted) {
      bytes = new byte[Math.min(limit, FIRST_BYTES)];
      subscription.request(Long.MAX_VALUE);
    } else {
      subscription.cancel();
      result.complete(new byte[0]);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int n = buffer.remaining();
      if (n > limit - count) {
        subscription.cancel();
        result.completeExceptionally(
            new IOException("the server must send at most " + limit + " bytes, sent more"));
        return;
      }
      if (n > bytes.length - count) {
        // Grown with what arrives: the length asked for comes from the file's header.
        bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(2L * bytes.length, count + n)));
      }
      buffer.get(bytes, count, n);
      count += n;
    }
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    result.complete(count == bytes.length ? bytes : Arrays.copyOf(bytes, count));
  }
}
