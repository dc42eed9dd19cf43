// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Lets a bounded number of requests work at a time; others wait, without a thread, and places go
 * round between users ({@link FairPlaces}). A user is who sends the same credentials from the same
 * address. Who waits too long, or finds no place to wait, is told 503; a request whose client has
 * gone while it waited is dropped.
 */
final class FairHandler extends Handler.Wrapper {

  private final HttpSettings.Limits limits;
  private final FairPlaces<Waiting> places;

  private static final class Waiting {
    private final Object user;
    private final Request request;
    private final Response response;
    private final Callback callback;
    private volatile Scheduler.Task timeout;

    Waiting(Object user, Request request, Response response, Callback callback) {
      this.user = user;
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    boolean isGone() {
      return request.getConnectionMetaData().getConnection().getEndPoint()
              instanceof PeekingEndPoint peeking
          && peeking.isPeerGone();
    }
  }

  FairHandler(Handler handler, HttpSettings.Limits limits) {
    super(handler);
    this.limits = limits;
    this.places = new FairPlaces<>(limits.concurrent(), limits.waiting());
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Waiting work = new Waiting(user(request), request, response, callback);
    FairPlaces.Entry entry = places.enter(work.user, work);
    if (entry == FairPlaces.Entry.FULL) {
      // Those whose clients have gone need not hold places.
      List<Waiting> gone = places.cancelAll(Waiting::isGone);
      gone.forEach(FairHandler::drop);
      entry = gone.isEmpty() ? entry : places.enter(work.user, work);
    }
    switch (entry) {
      case TAKEN -> work(work);
      case WAITING -> await(work);
      default -> busy(work);
    }
    return true;
  }

  private static Object user(Request request) {
    String authorization = request.getHeaders().get(HttpHeader.AUTHORIZATION);
    String key = request.getHeaders().get("X-API-Key");
    return List.of(
        Request.getRemoteAddr(request),
        Optional.ofNullable(authorization),
        Optional.ofNullable(key));
  }

  private void await(Waiting work) {
    work.timeout =
        work.request
            .getComponents()
            .getScheduler()
            .schedule(
                () -> {
                  if (places.cancel(work.user, work)) {
                    work.request.getContext().execute(() -> busy(work));
                  }
                },
                limits.maxWait().toMillis(),
                TimeUnit.MILLISECONDS);
  }

  private void work(Waiting work) {
    Callback done = Callback.from(work.callback, () -> leave(work));
    try {
      if (!super.handle(work.request, work.response, done)) {
        done.failed(new IllegalStateException("request must be handled"));
      }
    } catch (Exception e) {
      // Whatever happens, the place is given back.
      done.failed(e);
    }
  }

  private void leave(Waiting done) {
    Optional<Waiting> next = places.leave(done.user);
    next.ifPresent(work -> work.request.getContext().execute(() -> resume(work)));
  }

  private void resume(Waiting work) {
    Scheduler.Task timeout = work.timeout;
    if (timeout != null) {
      timeout.cancel();
    }
    if (work.isGone()) {
      drop(work);
      leave(work);
      return;
    }
    work(work);
  }

  private static void drop(Waiting work) {
    work.callback.failed(new EofException("client has gone"));
  }

  private static void busy(Waiting work) {
    work.response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
    Response.writeError(work.request, work.response, work.callback, 503);
  }
}
