// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Range requests (RFC 9110 section 14) with redirects, timeouts and retries. Safe for concurrent
 * use.
 */
final class HttpRanges {

  private static final int MAX_REDIRECTS = 5;
  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

  private final HttpSettings settings;
  private final HttpClient client;

  HttpRanges(HttpSettings settings) {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * What a server sent.
   *
   * @param size of the whole resource
   * @param tag ETag or Last-Modified, empty when there is neither
   */
  record Part(byte[] bytes, long size, String tag) {}

  /** Sends a request without waiting for the answer; {@link #finish} does. */
  CompletableFuture<HttpResponse<byte[]>> start(URI uri, ByteRange range) throws IOException {
    if (!settings.allowed().test(uri)) {
      throw new IOException("access to " + UriText.of(uri) + " is not allowed");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(withoutUserInfo(uri))
            .header("Range", "bytes=" + range.offset() + "-" + (range.end() - 1))
            .header("Accept-Encoding", "identity");
    if (uri.getUserInfo() != null) {
      byte[] credentials = uri.getUserInfo().getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
    }
    return client.sendAsync(
        request.build(), info -> new RangeBody(info.statusCode(), range.length()));
  }

  private static URI withoutUserInfo(URI uri) throws IOException {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !scheme.equals("http") && !scheme.equals("https")) {
      throw new IOException("the URI must be http or https with a host, was " + UriText.of(uri));
    }
    try {
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return new URI(uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath() + query);
    } catch (URISyntaxException e) {
      // Its message would repeat the URI with its secrets.
      throw new IOException("the URI is broken: " + UriText.of(uri));
    }
  }

  /** Sends a request and waits for its answer. */
  Part get(URI uri, ByteRange range) throws IOException {
    return finish(uri, range, start(uri, range));
  }

  /**
   * Waits for an answer; retries when that may help.
   *
   * @param first the first attempt
   */
  Part finish(URI uri, ByteRange range, CompletableFuture<HttpResponse<byte[]>> first)
      throws IOException {
    CompletableFuture<HttpResponse<byte[]>> attempt = first;
    for (int retry = 0; ; retry++) {
      IOException failure;
      try {
        HttpResponse<byte[]> response = followed(uri, range, await(attempt));
        int status = response.statusCode();
        if (status != 429 && status < 500) {
          return part(response, range);
        }
        failure = new IOException("the server answered with HTTP status " + status);
      } catch (TransferException e) {
        failure = e;
      }
      if (retry >= settings.retries()) {
        throw new IOException(
            failure.getMessage() + ", after " + (retry + 1) + " attempts", failure);
      }
      pause(retry);
      attempt = start(uri, range);
    }
  }

  private HttpResponse<byte[]> followed(URI uri, ByteRange range, HttpResponse<byte[]> first)
      throws IOException {
    HttpResponse<byte[]> response = first;
    URI at = uri;
    for (int hops = 0; isRedirect(response.statusCode()); hops++) {
      String location = response.headers().firstValue("Location").orElse("");
      if (location.isEmpty() || hops >= MAX_REDIRECTS) {
        throw new IOException("redirects must end after " + MAX_REDIRECTS + ", did not");
      }
      try {
        at = at.resolve(new URI(location));
      } catch (URISyntaxException e) {
        throw new IOException("the server redirects to a broken URI");
      }
      response = await(start(at, range));
    }
    return response;
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /** A failure that another attempt may not meet. */
  private static final class TransferException extends IOException {
    private static final long serialVersionUID = 1L;

    TransferException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  // The client's own timeout ends with the headers; this one covers the body too.
  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> attempt)
      throws IOException {
    try {
      return attempt.get(settings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      attempt.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the server");
    } catch (TimeoutException e) {
      attempt.cancel(true);
      throw new TransferException(
          "the server did not answer within " + settings.requestTimeout(), e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw new TransferException("the transfer failed: " + cause, cause);
    }
  }

  private void pause(int retry) throws IOException {
    try {
      Thread.sleep(settings.backoff().toMillis() << Math.min(retry, 10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the server");
    }
  }

  private static Part part(HttpResponse<byte[]> response, ByteRange asked) throws IOException {
    int status = response.statusCode();
    if (status == 404 || status == 410) {
      throw new FileNotFoundException("it does not exist (HTTP status " + status + ")");
    }
    if (status == 200) {
      throw new IOException("the server must support range requests, sent the whole resource");
    }
    if (status == 416) {
      throw new ContentChangedException();
    }
    if (status != 206) {
      throw new IOException("the server must answer with HTTP status 206, did with " + status);
    }
    String header = response.headers().firstValue("Content-Range").orElse("");
    Matcher range = CONTENT_RANGE.matcher(header);
    if (!range.matches()) {
      throw new IOException("Content-Range must be 'bytes a-b/size', was '" + header + "'");
    }
    long first = number(range.group(1));
    long last = number(range.group(2));
    byte[] bytes = response.body();
    if (first != asked.offset() || last - first + 1 != bytes.length) {
      throw new IOException(
          "the server must send the range asked for, " + asked + ", sent '" + header + "'");
    }
    String tag =
        response
            .headers()
            .firstValue("ETag")
            .or(() -> response.headers().firstValue("Last-Modified"))
            .orElse("");
    return new Part(bytes, number(range.group(3)), tag);
  }

  private static long number(String digits) throws IOException {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IOException("Content-Range must hold 64-bit numbers, had " + digits, e);
    }
  }
}
