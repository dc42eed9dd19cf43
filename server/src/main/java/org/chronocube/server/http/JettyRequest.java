// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import org.chronocube.web.Caller;
import org.chronocube.web.RequestTooLargeException;
import org.chronocube.web.WebRequest;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.URIUtil;

/** A Jetty request as endpoints see it. HEAD is shown as GET: Jetty drops the body itself. */
final class JettyRequest implements WebRequest {

  private final Request request;
  private final HttpSettings settings;
  private final Caller caller;

  JettyRequest(Request request, HttpSettings settings, Caller caller) {
    this.request = request;
    this.settings = settings;
    this.caller = caller;
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Override
  public String method() {
    return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
  }

  @Override
  public URI base() {
    return settings
        .publicRoot()
        .orElseGet(
            () -> {
              HttpURI uri = request.getHttpURI();
              String scheme = uri.getScheme() == null ? "http" : uri.getScheme();
              int port = Request.getServerPort(request);
              boolean usual = port <= 0 || port == ("https".equals(scheme) ? 443 : 80);
              return URI.create(
                  scheme
                      + "://"
                      + Request.getServerName(request)
                      + (usual ? "" : ":" + port)
                      + "/");
            });
  }

  @Override
  public String path() {
    String path = Request.getPathInContext(request);
    return path == null ? "" : URIUtil.decodePath(path).replaceFirst("^/+", "");
  }

  @Override
  public String query() {
    String query = request.getHttpURI().getQuery();
    return query == null ? "" : query;
  }

  @Override
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  @Override
  public InputStream body() throws IOException {
    if (request.getLength() > settings.limits().bodyBytes()) {
      throw new RequestTooLargeException(settings.limits().bodyBytes());
    }
    return new Limited(Request.asInputStream(request), settings.limits().bodyBytes());
  }

  @Override
  public boolean isAbandoned() {
    return request.getConnectionMetaData().getConnection().getEndPoint()
            instanceof PeekingEndPoint peeking
        && peeking.isPeerGone();
  }

  /** Fails past a number of bytes. */
  private static final class Limited extends FilterInputStream {

    private final long limit;
    private long count;

    Limited(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      if (b >= 0) {
        counted(1);
      }
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      if (n > 0) {
        counted(n);
      }
      return n;
    }

    @Override
    public long skip(long n) throws IOException {
      long skipped = super.skip(n);
      counted(skipped);
      return skipped;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    private void counted(long n) throws RequestTooLargeException {
      count += n;
      if (count > limit) {
        throw new RequestTooLargeException(limit);
      }
    }
  }
}
