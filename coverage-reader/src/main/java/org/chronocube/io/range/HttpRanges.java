// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Range requests (RFC 9110 section 14). Safe for concurrent use.
 *
 * @param transfer sends them
 * @param requests makes them
 */
record HttpRanges(HttpTransfer transfer, ResourceRequests requests) {

  private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+)");

  /**
   * What a server sent.
   *
   * @param size of the whole resource
   * @param tag ETag or Last-Modified, empty when there is neither
   */
  record Part(byte[] bytes, long size, String tag) {}

  /** A request under way. */
  record Started(
      HttpTransfer.Call call, ByteRange range, CompletableFuture<HttpResponse<byte[]>> answer) {}

  /** Sends a request without waiting for the answer; {@link #finish} does. */
  Started start(URI uri, ByteRange range) throws IOException {
    Map<String, String> headers =
        Map.of(
            "Range",
            "bytes=" + range.offset() + "-" + (range.end() - 1),
            "Accept-Encoding",
            "identity");
    HttpTransfer.Call call = new HttpTransfer.Call(requests, "GET", uri, headers, range.length());
    return new Started(call, range, transfer.start(call));
  }

  /** Sends a request and waits for its answer. */
  Part get(URI uri, ByteRange range) throws IOException {
    return finish(start(uri, range));
  }

  /** Waits for an answer; retries when that may help. */
  Part finish(Started started) throws IOException {
    return transfer.finish(
        started.call(),
        started.answer(),
        (status, response) -> part(started.call(), response, started.range()));
  }

  private static Part part(HttpTransfer.Call call, HttpResponse<byte[]> response, ByteRange asked)
      throws IOException {
    int status = response.statusCode();
    if (status == 200) {
      return whole(response);
    }
    if (status == 416) {
      return empty(response, asked);
    }
    if (status != 206) {
      throw HttpStatus.failure(call, response);
    }
    String header = response.headers().firstValue("Content-Range").orElse("");
    Matcher range = CONTENT_RANGE.matcher(header);
    if (!range.matches()) {
      throw new IOException("Content-Range must be 'bytes a-b/size', was '" + header + "'");
    }
    long first = number(range.group(1));
    long last = number(range.group(2));
    byte[] bytes = response.body();
    if (bytes.length < last - first + 1) {
      throw new HttpTransfer.TransferException(
          "the body must have " + (last - first + 1) + " bytes, ended after " + bytes.length, null);
    }
    if (first != asked.offset() || last - first + 1 != bytes.length) {
      throw new IOException(
          "the server must send the range asked for, " + asked + ", sent '" + header + "'");
    }
    return new Part(bytes, number(range.group(3)), tag(response));
  }

  private static Part whole(HttpResponse<byte[]> response) throws IOException {
    if (response.headers().firstValue("Content-Length").orElse("").equals("0")) {
      return new Part(new byte[0], 0, tag(response));
    }
    throw new IOException("the server must support range requests, sent the whole resource");
  }

  // An empty resource has no range; any other one has become shorter.
  private static Part empty(HttpResponse<byte[]> response, ByteRange asked)
      throws ContentChangedException {
    String header = response.headers().firstValue("Content-Range").orElse("");
    if (asked.offset() == 0 && (header.isEmpty() || header.equals("bytes */0"))) {
      return new Part(new byte[0], 0, tag(response));
    }
    throw new ContentChangedException();
  }

  private static String tag(HttpResponse<byte[]> response) {
    return response
        .headers()
        .firstValue("ETag")
        .or(() -> response.headers().firstValue("Last-Modified"))
        .orElse("");
  }

  private static long number(String digits) throws IOException {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw new IOException("Content-Range must hold 64-bit numbers, had " + digits, e);
    }
  }
}
