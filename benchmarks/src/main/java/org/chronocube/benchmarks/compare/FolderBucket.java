// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The files of a folder as the objects of an S3 bucket that anybody may read, by ranges. */
final class FolderBucket implements AutoCloseable {

  static final String NAME = "archive";

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();

  private FolderBucket(Path folder, HttpServer server) {
    this.folder = folder;
    this.server = server;
  }

  static FolderBucket start(Path folder) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
    FolderBucket bucket = new FolderBucket(folder, server);
    server.createContext("/" + NAME + "/", bucket::answer);
    server.setExecutor(bucket.threads);
    server.start();
    return bucket;
  }

  /** Of the service, as a catalog names it. */
  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Answered so far. */
  long requests() {
    return requests.get();
  }

  /** Sent so far. */
  long bytes() {
    return bytes.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String key = exchange.getRequestURI().getPath().substring(NAME.length() + 2);
      Path file = folder.resolve(key).normalize();
      if (!file.startsWith(folder) || !Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      send(exchange, file);
    }
  }

  private void send(HttpExchange exchange, Path file) throws IOException {
    long size = Files.size(file);
    long first = 0;
    long last = size - 1;
    String asked = exchange.getRequestHeaders().getFirst("Range");
    Matcher range = RANGE.matcher(asked == null ? "" : asked);
    boolean partial = range.matches();
    if (partial) {
      first = Long.parseLong(range.group(1));
      last = Math.min(last, Long.parseLong(range.group(2)));
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(first, last, size));
    }
    exchange.getResponseHeaders().set("ETag", "\"" + file.getFileName() + size + "\"");
    ByteBuffer content = ByteBuffer.allocate((int) (last - first + 1));
    try (FileChannel channel = FileChannel.open(file)) {
      while (content.hasRemaining() && channel.read(content, first + content.position()) >= 0) {
        continue;
      }
    }
    requests.incrementAndGet();
    bytes.addAndGet(content.capacity());
    exchange.sendResponseHeaders(partial ? 206 : 200, content.capacity());
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(content.array());
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
