// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.chronocube.web.Endpoint;
import org.chronocube.web.RequestTooLargeException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adapts Jetty's requests to an {@link Endpoint}: CORS, OPTIONS, and what an endpoint throws. */
final class EndpointHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointHandler.class);
  private static final String METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
  private static final String OPEN_METHODS = "GET, HEAD, OPTIONS";

  private final Endpoint endpoint;
  private final HttpSettings settings;

  EndpointHandler(Endpoint endpoint, HttpSettings settings) {
    this.endpoint = endpoint;
    this.settings = settings;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    addCors(request, response);
    if (request.getMethod().equals("OPTIONS")) {
      response.getHeaders().put(HttpHeader.ALLOW, METHODS);
      response.setStatus(204);
      callback.succeeded();
      return true;
    }
    JettyResponse answer = new JettyResponse(request, response);
    try {
      endpoint.handle(new JettyRequest(request, settings), answer);
      answer.close();
      callback.succeeded();
    } catch (RequestTooLargeException e) {
      fail(answer, 413, e.getMessage(), e, callback);
    } catch (IOException e) {
      // Nearly always the client's going away; nothing is left to answer.
      LOG.debug("{} {} was cut", request.getMethod(), request.getHttpURI().getPath(), e);
      // Of this kind Jetty writes no stack trace: people pan maps and close pages all the time.
      callback.failed(new EofException(e));
    } catch (RuntimeException | Error e) {
      LOG.error("{} {} failed", request.getMethod(), request.getHttpURI(), e);
      fail(answer, 500, "The server failed; its log says why.", e, callback);
    }
    return true;
  }

  private void addCors(Request request, Response response) {
    if (settings.corsOrigin().isEmpty()) {
      return;
    }
    String method = request.getMethod();
    boolean open = method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    if (open) {
      response.getHeaders().put("Access-Control-Allow-Origin", settings.corsOrigin().get());
    }
    if (method.equals("OPTIONS")) {
      response.getHeaders().put("Access-Control-Allow-Methods", OPEN_METHODS);
      response.getHeaders().put("Access-Control-Allow-Headers", "Accept, Content-Type, Range");
      response.getHeaders().put("Access-Control-Max-Age", "86400");
    } else if (open) {
      response.getHeaders().put("Access-Control-Expose-Headers", "Warning, Content-Disposition");
    }
  }

  // Once bytes are out, only cutting the connection tells the client that the answer is broken.
  private static void fail(
      JettyResponse answer, int status, String message, Throwable cause, Callback callback) {
    if (answer.isCommitted()) {
      callback.failed(cause);
      return;
    }
    try {
      answer.status(status);
      answer.header("Content-Type", "text/plain; charset=UTF-8");
      answer.body().write((message + "\n").getBytes(StandardCharsets.UTF_8));
      answer.close();
      callback.succeeded();
    } catch (IOException e) {
      callback.failed(e);
    }
  }
}
