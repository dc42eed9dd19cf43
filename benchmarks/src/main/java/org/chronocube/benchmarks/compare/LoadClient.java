// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A client with a loopback address of its own, so that the server takes it for another user: one
 * connection a request, nothing kept.
 *
 * @param number 0 to 253
 */
record LoadClient(int number) {

  private static final int TIMEOUT_MILLIS = 120_000;

  /**
   * One answer.
   *
   * @param seconds until the last byte
   * @param firstByteSeconds until the first one
   * @param status of HTTP
   * @param bytes of the body, headers too
   * @param start of the answer as text
   */
  record Answer(double seconds, double firstByteSeconds, int status, long bytes, String start) {

    /** Status 200, and no exception report under it. */
    boolean isGood() {
      return status == 200 && !start.contains("Exception");
    }
  }

  private Socket connect(URI uri) throws IOException {
    Socket socket = new Socket();
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0." + (number + 1)), 0));
    socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()));
    String request =
        "GET "
            + uri.getRawPath()
            + "?"
            + uri.getRawQuery()
            + " HTTP/1.1\r\nHost: "
            + uri.getAuthority()
            + "\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  Answer get(URI uri) throws IOException {
    long start = System.nanoTime();
    try (Socket socket = connect(uri)) {
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      long bytes = 0;
      long first = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        first = bytes == 0 ? System.nanoTime() : first;
        bytes += n;
        if (head.size() < 2000) {
          head.write(buffer, 0, Math.min(n, 2000));
        }
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      String text = head.toString(StandardCharsets.ISO_8859_1);
      int status = text.length() < 12 ? 0 : Integer.parseInt(text.substring(9, 12));
      return new Answer(seconds, (first - start) / 1e9, status, bytes, text);
    }
  }

  /** Asks and goes away without waiting for the answer. */
  void abandon(URI uri, long afterMillis) throws IOException, InterruptedException {
    try (Socket socket = connect(uri)) {
      Thread.sleep(afterMillis);
      socket.setSoLinger(true, 0);
    }
  }
}
