// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.chronocube.server.security.Credentials;
import org.chronocube.web.Caller;
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

/**
 * Adapts Jetty's requests to an {@link Endpoint}: who asks, from where, OPTIONS, and what an
 * endpoint throws.
 */
final class EndpointHandler extends Handler.Abstract {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointHandler.class);
  private static final String METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS";

  private final Endpoint endpoint;
  private final HttpSettings settings;
  private final Origins origins;
  private final Function<Credentials, Caller> callers;

  EndpointHandler(Endpoint endpoint, HttpSettings settings, Function<Credentials, Caller> callers) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.origins = new Origins(settings);
    this.callers = callers;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    JettyResponse answer = new JettyResponse(request, response);
    if (!origins.isRightHost(request)) {
      fail(answer, 421, "This server has no such name.", null, callback);
      return true;
    }
    origins.addHeaders(request, response);
    if (request.getMethod().equals("OPTIONS")) {
      response.getHeaders().put(HttpHeader.ALLOW, METHODS);
      response.setStatus(204);
      callback.succeeded();
    } else if (!origins.mayWrite(request)) {
      fail(answer, 403, "Pages of that site may not do this here.", null, callback);
    } else {
      answer(request, answer, callback);
    }
    return true;
  }

  private void answer(Request request, JettyResponse answer, Callback callback) {
    try {
      endpoint.handle(new JettyRequest(request, settings, caller(request)), answer);
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
  }

  private Caller caller(Request request) {
    return callers.apply(
        new Credentials(
            Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION)),
            Optional.ofNullable(request.getHeaders().get("X-API-Key")),
            Request.getRemoteAddr(request)));
  }

  // Once bytes are out, only cutting the connection tells the client that the answer is broken.
  private static void fail(
      JettyResponse answer, int status, String message, Throwable cause, Callback callback) {
    if (answer.isCommitted() && cause != null) {
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
