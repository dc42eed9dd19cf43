// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Sends requests and waits for answers: the one place for connections and their bound, timeouts,
 * redirects and retries, whatever is read over HTTP. Safe for concurrent use.
 */
public final class HttpTransfer {

  private static final int MAX_REDIRECTS = 5;

  private final HttpSettings settings;
  private final HttpClient client;
  private final Map<String, Semaphore> connections = new ConcurrentHashMap<>();

  public HttpTransfer(HttpSettings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * What is asked for.
   *
   * @param requests makes a request for each attempt
   * @param method {@code GET} or {@code HEAD}
   * @param headers to send
   * @param limit bytes that the body may have
   */
  public record Call(
      ResourceRequests requests,
      String method,
      URI resource,
      Map<String, String> headers,
      int limit) {

    public Call {
      headers = Map.copyOf(headers);
    }

    private Call at(URI other) {
      return new Call(requests, method, other, headers, limit);
    }

    private boolean isRange() {
      return headers.containsKey("Range");
    }
  }

  /** A failure that another attempt may not meet. */
  static final class TransferException extends IOException {
    private static final long serialVersionUID = 1L;

    TransferException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** Turns an answer into what is wanted of it. */
  @FunctionalInterface
  interface Answer<T> {
    /**
     * @param status below 500 and not 429
     * @throws TransferException when another attempt may bring a better one
     * @throws IOException when no other one would
     */
    T of(int status, HttpResponse<byte[]> response) throws IOException;
  }

  HttpSettings settings() {
    return settings;
  }

  /**
   * Sends a request without waiting for its answer; {@link #finish} does. Waits while as many
   * requests as may be are under way to its host.
   */
  CompletableFuture<HttpResponse<byte[]>> start(Call call) throws IOException {
    HttpRequest made = call.requests().request(call.method(), call.resource(), call.headers());
    HttpRequest request =
        HttpRequest.newBuilder(made, (name, value) -> true)
            .timeout(settings.answerTimeout())
            .build();
    Semaphore free =
        connections.computeIfAbsent(
            host(request.uri()), host -> new Semaphore(settings.connections(), true));
    try {
      free.acquire();
    } catch (InterruptedException e) {
      throw interrupted();
    }
    try {
      CompletableFuture<HttpResponse<byte[]>> sent =
          client.sendAsync(request, info -> body(call, info.statusCode()));
      // Not what it gives is returned: cancelling that would not end the request.
      var unused = sent.whenComplete((answer, failure) -> free.release());
      return sent;
    } catch (RuntimeException | Error e) {
      free.release();
      throw e;
    }
  }

  private static String host(URI uri) {
    return (uri.getHost() + ":" + uri.getPort()).toLowerCase(Locale.ROOT);
  }

  private Body body(Call call, int status) {
    boolean whole = call.isRange() && status == 200;
    int limit = whole || call.method().equals("HEAD") ? 0 : call.limit();
    return new Body(status >= 300, limit, settings.stallTimeout());
  }

  /** Sends a request and waits for its answer; see {@link #finish}. */
  <T> T send(Call call, Answer<T> answer) throws IOException {
    return finish(call, start(call), answer);
  }

  /**
   * Sends a request and waits for a good answer.
   *
   * @throws java.io.FileNotFoundException when there is no such resource
   * @throws IOException when the answer is not good, or it failed after retries
   */
  public HttpResponse<byte[]> get(Call call) throws IOException {
    return send(
        call,
        (status, response) -> {
          if (status < 200 || status >= 300) {
            throw HttpStatus.failure(call, response);
          }
          return response;
        });
  }

  /**
   * Waits for an answer; retries when that may help.
   *
   * @param first the first attempt
   */
  <T> T finish(Call call, CompletableFuture<HttpResponse<byte[]>> first, Answer<T> answer)
      throws IOException {
    CompletableFuture<HttpResponse<byte[]>> attempt = first;
    for (int retry = 0; ; retry++) {
      IOException failure;
      String retryAfter = null;
      try {
        HttpResponse<byte[]> response = followed(call, await(attempt));
        int status = response.statusCode();
        if (status != 429 && status < 500) {
          return answer.of(status, response);
        }
        failure = HttpStatus.failure(call, response);
        retryAfter = response.headers().firstValue("Retry-After").orElse(null);
      } catch (TransferException e) {
        failure = e;
      }
      if (retry >= settings.retries().retries()) {
        throw new IOException(
            failure.getMessage() + ", after " + (retry + 1) + " attempts", failure);
      }
      pause(settings.retries().pause(retry, retryAfter));
      attempt = start(call);
    }
  }

  private HttpResponse<byte[]> followed(Call call, HttpResponse<byte[]> first) throws IOException {
    HttpResponse<byte[]> response = first;
    URI at = call.resource();
    for (int hops = 0; isRedirect(response.statusCode()); hops++) {
      String location = response.headers().firstValue("Location").orElse("");
      Optional<String> region = response.headers().firstValue("x-amz-bucket-region");
      if (hops >= MAX_REDIRECTS || (location.isEmpty() && region.isEmpty())) {
        throw new IOException("redirects must end after " + MAX_REDIRECTS + ", did not");
      }
      at = call.requests().redirect(at, location, region);
      response = await(start(call.at(at)));
    }
    return response;
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  // It ends by itself: the connection, the answer and the body each have a timeout.
  private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> attempt)
      throws IOException {
    try {
      return attempt.get();
    } catch (InterruptedException e) {
      attempt.cancel(true);
      throw interrupted();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      String why =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      throw new TransferException("the transfer failed: " + why, cause);
    }
  }

  private void pause(Duration time) throws IOException {
    try {
      settings.retries().sleeper().sleep(time);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted while waiting for the server");
  }
}
