// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plugin;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.chronocube.web.Caller;
import org.chronocube.web.Endpoint;
import org.chronocube.web.RequestTooLargeException;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;
import org.springframework.web.HttpRequestHandler;

/**
 * An {@link Endpoint} in a servlet container, at {@code rest/chronocube}.
 *
 * <p>Who may send what is GeoServer's to say: its filters guard {@code /rest/**} by path and method
 * (security/rest.properties; by default all of it is for administrators) before a request comes
 * here. So whoever comes here may do what it asks for.
 */
public final class ServletApi implements HttpRequestHandler {

  private static final String MOUNT = "/rest/chronocube";
  private static final int MAX_BODY_BYTES = 1 << 20;

  private final Endpoint endpoint;

  public ServletApi(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  @Override
  public void handleRequest(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    try {
      endpoint.handle(new Asked(request), new Answered(response));
    } catch (RequestTooLargeException e) {
      response.sendError(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, e.getMessage());
    }
  }

  private record Asked(HttpServletRequest request) implements WebRequest {

    @Override
    public String method() {
      return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    }

    @Override
    public URI base() {
      String url = request.getRequestURL().toString();
      String path = request.getRequestURI();
      String root = url.substring(0, url.length() - path.length());
      return URI.create(root + request.getContextPath() + MOUNT + "/");
    }

    // Decoded by the container; in containers that map a servlet to all, the path info has it all.
    @Override
    public String path() {
      String path =
          Optional.ofNullable(request.getServletPath()).orElse("")
              + Optional.ofNullable(request.getPathInfo()).orElse("");
      return path.startsWith(MOUNT) ? path.substring(MOUNT.length()).replaceFirst("^/+", "") : "";
    }

    @Override
    public String query() {
      return Optional.ofNullable(request.getQueryString()).orElse("");
    }

    @Override
    public Optional<String> header(String name) {
      return Optional.ofNullable(request.getHeader(name));
    }

    @Override
    public InputStream body() throws IOException {
      return new Limited(request.getInputStream());
    }

    @Override
    public Caller caller() {
      return Caller.TRUSTED;
    }

    // Servlets cannot tell.
    @Override
    public boolean isAbandoned() {
      return false;
    }
  }

  private record Answered(HttpServletResponse response) implements WebResponse {

    @Override
    public void status(int code) {
      response.setStatus(code);
    }

    @Override
    public void header(String name, String value) {
      response.setHeader(name, value.replaceAll("[\\r\\n]+", " "));
    }

    @Override
    public OutputStream body() throws IOException {
      return response.getOutputStream();
    }

    @Override
    public boolean isCommitted() {
      return response.isCommitted();
    }
  }

  /** Fails past the limit. */
  private static final class Limited extends FilterInputStream {

    private long count;

    Limited(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      counted(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      counted(Math.max(0, n));
      return n;
    }

    private void counted(long n) throws RequestTooLargeException {
      count += n;
      if (count > MAX_BODY_BYTES) {
        throw new RequestTooLargeException(MAX_BODY_BYTES);
      }
    }
  }
}
