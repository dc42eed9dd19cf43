// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.range;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of one resource on the loopback interface that counts and misbehaves on demand. */
public final class RangeServer implements AutoCloseable {

  /** What the server does with one request. */
  public enum Answer {
    RANGE,
    WHOLE,
    ERROR_500,
    ERROR_503,
    MISSING,
    CLOSE_BEFORE_ANSWER,
    TRUNCATED,
    SILENT,
    REDIRECT,
    WRONG_RANGE,
    TOO_MUCH
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> ranges = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Answer> script = new ArrayDeque<>();
  private volatile byte[] content;
  private volatile String tag = "\"1\"";
  private volatile String authorization;
  private volatile String redirectTo;

  public RangeServer(byte[] content) throws IOException {
    this.content = content;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI uri(String path) {
    return URI.create("http://localhost:" + server.getAddress().getPort() + path);
  }

  /** What to do with the next requests; after them ranges are served. */
  public void next(Answer... answers) {
    synchronized (script) {
      script.addAll(List.of(answers));
    }
  }

  public void redirectTo(String location) {
    redirectTo = location;
  }

  public void replace(byte[] newContent, String newTag) {
    content = newContent;
    tag = newTag;
  }

  /** The Range headers so far. */
  public List<String> ranges() {
    return List.copyOf(ranges);
  }

  public void forget() {
    ranges.clear();
  }

  public String authorization() {
    return authorization;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range);
    authorization = exchange.getRequestHeaders().getFirst("Authorization");
    Answer answer;
    synchronized (script) {
      answer = script.isEmpty() ? Answer.RANGE : script.remove();
    }
    switch (answer) {
      case RANGE, TRUNCATED, WRONG_RANGE, TOO_MUCH -> partial(exchange, range, answer);
      case WHOLE -> send(exchange, 200, content);
      case ERROR_500 -> send(exchange, 500, new byte[10]);
      case ERROR_503 -> send(exchange, 503, new byte[10]);
      case MISSING -> send(exchange, 404, new byte[10]);
      case CLOSE_BEFORE_ANSWER -> exchange.close();
      case REDIRECT -> {
        exchange.getResponseHeaders().set("Location", redirectTo);
        send(exchange, 302, new byte[0]);
      }
      case SILENT -> exchange.getRequestBody().close(); // never answers; closed with the server
    }
  }

  private void partial(HttpExchange exchange, String range, Answer answer) throws IOException {
    byte[] bytes = content;
    String[] parts = range.substring("bytes=".length()).split("-");
    int first = Integer.parseInt(parts[0]) + (answer == Answer.WRONG_RANGE ? 1 : 0);
    int last = Math.min(Integer.parseInt(parts[1]), bytes.length - 1);
    exchange.getResponseHeaders().set("ETag", tag);
    if (first > last) {
      exchange.getResponseHeaders().set("Content-Range", "bytes */" + bytes.length);
      send(exchange, 416, new byte[0]);
      return;
    }
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + first + "-" + last + "/" + bytes.length);
    int length = last - first + 1 + (answer == Answer.TOO_MUCH ? 5 : 0);
    exchange.sendResponseHeaders(206, length);
    OutputStream body = exchange.getResponseBody();
    byte[] part = new byte[length];
    System.arraycopy(bytes, first, part, 0, last - first + 1);
    body.write(part, 0, answer == Answer.TRUNCATED ? length / 2 : length);
    exchange.close();
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
