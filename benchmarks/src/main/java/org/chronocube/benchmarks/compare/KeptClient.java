// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A client that keeps its connection and does little: what it takes of the processors is taken from
 * the server that is measured.
 */
final class KeptClient implements AutoCloseable {

  private static final int TIMEOUT_MILLIS = 120_000;
  private static final int BUFFER = 1 << 16;

  private final String authority;
  private final Socket socket;
  private final InputStream in;

  /**
   * @param root of the server; its host and port count
   */
  KeptClient(URI root) throws IOException {
    authority = root.getAuthority();
    socket = new Socket(root.getHost(), root.getPort());
    socket.setSoTimeout(TIMEOUT_MILLIS);
    socket.setTcpNoDelay(true);
    in = new BufferedInputStream(socket.getInputStream(), BUFFER);
  }

  /**
   * One answer.
   *
   * @throws IOException when its status is not 200
   */
  byte[] get(URI uri) throws IOException {
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String request =
        "GET " + uri.getRawPath() + query + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String status = line();
    long length = -1;
    for (String line = line(); !line.isEmpty(); line = line()) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Long.parseLong(header.substring(15).strip());
      }
    }
    byte[] body = length >= 0 ? exactly(length) : chunks();
    if (!status.contains(" 200 ")) {
      throw new IOException(uri + " must give 200, gave " + status + "\n" + new String(body));
    }
    return body;
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(BUFFER);
    for (int n = chunk(); n > 0; n = chunk()) {
      body.write(exactly(n));
      line();
    }
    line();
    return body.toByteArray();
  }

  private int chunk() throws IOException {
    return Integer.parseInt(line().replaceFirst(";.*", ""), 16);
  }

  private byte[] exactly(long length) throws IOException {
    byte[] bytes = in.readNBytes((int) length);
    if (bytes.length < length) {
      throw new EOFException("answer must have " + length + " bytes, had " + bytes.length);
    }
    return bytes;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("connection must stay open");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
