// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.chronocube.web.WebResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** A Jetty response as endpoints see it; text is compressed when the client takes gzip. */
final class JettyResponse implements WebResponse {

  private final Request request;
  private final Response response;
  private OutputStream body;
  private boolean committed;

  JettyResponse(Request request, Response response) {
    this.request = request;
    this.response = response;
  }

  @Override
  public void status(int code) {
    response.setStatus(code);
  }

  @Override
  public void header(String name, String value) {
    // A line break would let a value start a header of its own.
    response.getHeaders().put(name, value.replaceAll("[\\r\\n]+", " "));
  }

  @Override
  public OutputStream body() throws IOException {
    if (body == null) {
      OutputStream sink = new Watched(Response.asBufferedOutputStream(request, response));
      body = wantsGzip() ? gzip(sink) : sink;
    }
    return body;
  }

  @Override
  public boolean isCommitted() {
    return committed || response.isCommitted();
  }

  /** Ends the answer, whether or not the endpoint closed its body. */
  void close() throws IOException {
    if (body != null) {
      body.close();
    }
  }

  private boolean wantsGzip() {
    String type = response.getHeaders().get(HttpHeader.CONTENT_TYPE);
    if (type == null || !isText(type.toLowerCase(Locale.ROOT))) {
      return false;
    }
    response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
    String accepted = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
    return accepted != null
        && accepted
            .toLowerCase(Locale.ROOT)
            .matches(".*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*")
        && !response.getHeaders().contains(HttpHeader.CONTENT_ENCODING);
  }

  private static boolean isText(String type) {
    return type.startsWith("text/")
        || type.contains("xml")
        || type.contains("json")
        || type.contains("javascript");
  }

  private OutputStream gzip(OutputStream sink) throws IOException {
    response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
    response.getHeaders().remove(HttpHeader.CONTENT_LENGTH);
    return new GZIPOutputStream(sink, 8192);
  }

  /** Notes the first byte. */
  private final class Watched extends FilterOutputStream {

    Watched(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      committed = true;
      out.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      committed |= length > 0;
      out.write(bytes, offset, length);
    }
  }
}
