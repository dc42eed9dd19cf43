// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.chronocube.ChronocubeException;
import org.chronocube.web.Endpoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.Slf4jRequestLogWriter;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * One HTTP server for one endpoint (usually a {@link Router}). A bounded number of requests is
 * worked on, a bounded number waits, the rest is told 503 at once.
 */
public final class HttpServer implements AutoCloseable {

  /** Threads for accepting, selecting and answering 503 beside those that work. */
  private static final int SPARE_THREADS = 6;

  private static final int MAX_CONNECTIONS = 2000;
  private static final String LOG_FORMAT = "%{client}a \"%r\" %s %O %{ms}T";

  private final HttpSettings settings;
  private final Server server;
  private final ServerConnector connector;

  public HttpServer(HttpSettings settings, Endpoint endpoint) {
    this.settings = settings;
    server = new Server(threads(settings));
    connector = connector(server, settings);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    server.setHandler(new GracefulHandler(limited(new EndpointHandler(endpoint, settings))));
    server.setStopTimeout(settings.stopTimeout().toMillis());
    Slf4jRequestLogWriter writer = new Slf4jRequestLogWriter();
    writer.setLoggerName("org.chronocube.access");
    server.setRequestLog(new CustomRequestLog(writer, LOG_FORMAT));
  }

  /**
   * Binds and serves until {@link #close}.
   *
   * @throws ChronocubeException when the address cannot be bound
   */
  public void start() {
    try {
      server.start();
    } catch (IOException e) {
      close();
      String why =
          e instanceof BindException || e.getCause() instanceof BindException
              ? "is it in use?"
              : e.getMessage();
      throw new ChronocubeException(
          "cannot listen on " + settings.host() + ":" + settings.port() + ": " + why, e);
    } catch (Exception e) {
      close();
      throw new ChronocubeException("cannot start the HTTP server: " + e.getMessage(), e);
    }
  }

  /** The bound port. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Root of the server on this machine, with a trailing slash. */
  public URI root() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create("http://" + host + ":" + port() + "/");
  }

  /** Waits until the server has stopped. */
  public void join() throws InterruptedException {
    server.join();
  }

  /** Lets running requests end, up to the stop timeout, then closes. */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new ChronocubeException("the HTTP server did not stop cleanly: " + e.getMessage(), e);
    }
  }

  private QoSHandler limited(EndpointHandler handler) {
    QoSHandler limits = new QoSHandler(handler);
    limits.setMaxRequestCount(settings.maxConcurrent());
    limits.setMaxSuspendedRequestCount(settings.maxWaiting());
    limits.setMaxSuspend(settings.maxWait());
    return limits;
  }

  private static QueuedThreadPool threads(HttpSettings settings) {
    QueuedThreadPool pool = new QueuedThreadPool(settings.maxConcurrent() + SPARE_THREADS, 2);
    pool.setName("http");
    return pool;
  }

  private static ServerConnector connector(Server server, HttpSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(settings.maxHeaderBytes());
    http.setIdleTimeout(settings.idleTimeout().toMillis());
    if (settings.trustForwarded()) {
      http.addCustomizer(new ForwardedRequestCustomizer());
    }
    ServerConnector connector =
        new ServerConnector(server, 1, 1, new HttpConnectionFactory(http)) {
          @Override
          protected SocketChannelEndPoint newEndPoint(
              SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            PeekingEndPoint endPoint = new PeekingEndPoint(channel, selector, key, getScheduler());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
          }
        };
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.idleTimeout().toMillis());
    connector.setAcceptQueueSize(256);
    return connector;
  }
}
