// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in front of an HTTP server on the loopback interface and breaks answers on demand. It
 * works on bytes, so that signed requests stay as they are; each connection serves one request.
 */
final class FaultProxy implements AutoCloseable {

  /** What happens to one request. */
  enum Fault {
    NONE,
    /** Status 500. */
    ERROR,
    /** What S3 says when it is asked too much. */
    SLOW_DOWN,
    /** Status 429, to come back in 7 s. */
    TOO_MANY,
    /** The connection breaks before the answer. */
    RESET,
    /** The connection ends in the middle of the body. */
    TRUNCATED,
    /** The body stops in the middle, the connection stays. */
    STALLED,
    /** The answer comes byte by byte. */
    DRIPPING,
    /** There is no answer. */
    SILENT
  }

  private final int backend;
  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Fault> script = new ArrayDeque<>();
  private final List<Socket> open = Collections.synchronizedList(new ArrayList<>());
  private int underWay;
  private int mostUnderWay;

  FaultProxy(int backend) throws IOException {
    this.backend = backend;
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads.execute(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** What to do with the next requests; those after them pass. */
  void next(Fault... faults) {
    synchronized (script) {
      script.addAll(List.of(faults));
    }
  }

  /** Request lines and headers so far. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  void forget() {
    requests.clear();
  }

  /** The largest number of requests that were under way at a time. */
  synchronized int mostUnderWay() {
    return mostUnderWay;
  }

  private synchronized void count(int change) {
    underWay += change;
    mostUnderWay = Math.max(mostUnderWay, underWay);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        threads.execute(() -> serve(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      requests.add(head);
      answer(client, head, fault());
    } catch (IOException gone) {
      // the client, or the test, has gone
    }
  }

  private Fault fault() {
    synchronized (script) {
      return script.isEmpty() ? Fault.NONE : script.remove();
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return "";
      }
      head.write(b);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private void answer(Socket client, String head, Fault fault) throws IOException {
    OutputStream out = client.getOutputStream();
    switch (fault) {
      case ERROR -> out.write(status("500 Internal Server Error", "", "oops"));
      case SLOW_DOWN ->
          out.write(
              status("503 Slow Down", "", "<Error><Code>SlowDown</Code><Key>k</Key></Error>"));
      case TOO_MANY -> out.write(status("429 Too Many Requests", "Retry-After: 7\r\n", ""));
      case RESET -> client.setSoLinger(true, 0);
      case SILENT -> client.getInputStream().read();
      default -> pass(client, head, fault);
    }
  }

  private static byte[] status(String status, String headers, String body) {
    return ("HTTP/1.1 " + status + "\r\nConnection: close\r\n" + headers)
        .concat("Content-Length: " + body.length() + "\r\n\r\n" + body)
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private void pass(Socket client, String head, Fault fault) throws IOException {
    byte[] answer;
    // Over before the client can know it: it may send the next one at the answer's last byte.
    count(1);
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), backend)) {
      String sent =
          head.replaceAll("(?i)Connection:[^\r]*\r\n", "")
              .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
      server.getOutputStream().write(sent.getBytes(StandardCharsets.ISO_8859_1));
      answer = server.getInputStream().readAllBytes();
    } finally {
      count(-1);
    }
    OutputStream out = client.getOutputStream();
    int bodyFrom = new String(answer, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
    int half = bodyFrom + (answer.length - bodyFrom) / 2;
    switch (fault) {
      case TRUNCATED -> out.write(answer, 0, half);
      case STALLED -> {
        out.write(answer, 0, half);
        out.flush();
        client.getInputStream().read();
      }
      case DRIPPING -> {
        client.setTcpNoDelay(true);
        for (byte b : answer) {
          out.write(b);
          out.flush();
        }
      }
      default -> out.write(answer);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : List.copyOf(open)) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
