// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.function.Function;
import org.chronocube.ChronocubeException;
import org.chronocube.server.security.Credentials;
import org.chronocube.web.Caller;
import org.chronocube.web.Endpoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.Slf4jRequestLogWriter;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * One HTTP server for one endpoint (usually a {@link Router}). A bounded number of requests is
 * worked on, a bounded number waits, fairly between users, the rest is told 503 at once.
 */
public final class HttpServer implements AutoCloseable {

  /** Threads for accepting, selecting and answering 503 beside those that work. */
  private static final long SHUTDOWN_IDLE_MILLIS = 50;

  private static final int SPARE_THREADS = 6;

  private static final long HSTS_SECONDS = 31_536_000;
  private static final int MAX_CONNECTIONS = 2000;
  private static final String LOG_FORMAT = "%{client}a \"%r\" %s %O %{ms}T";

  private final HttpSettings settings;
  private final Server server;
  private final ServerConnector connector;

  /** A server that asks nobody who they are; everybody may do everything. */
  public HttpServer(HttpSettings settings, Endpoint endpoint) {
    this(settings, endpoint, credentials -> Caller.TRUSTED);
  }

  /**
   * @param callers tells who sent a request from what came with it; asked once a request, may take
   *     its time
   */
  public HttpServer(
      HttpSettings settings, Endpoint endpoint, Function<Credentials, Caller> callers) {
    this.settings = settings;
    server = new Server(threads(settings));
    connector = connector(server, settings);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, connector));
    server.setHandler(
        new GracefulHandler(
            new FairHandler(new EndpointHandler(endpoint, settings, callers), settings.limits())));
    server.setStopTimeout(settings.limits().stop().toMillis());
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
    return URI.create(
        (settings.tls().isPresent() ? "https://" : "http://") + host + ":" + port() + "/");
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

  private static QueuedThreadPool threads(HttpSettings settings) {
    QueuedThreadPool pool = new QueuedThreadPool(settings.limits().concurrent() + SPARE_THREADS, 2);
    pool.setName("http");
    return pool;
  }

  private static ServerConnector connector(Server server, HttpSettings settings) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(settings.limits().headerBytes());
    http.setIdleTimeout(settings.limits().idle().toMillis());
    if (settings.trustForwarded()) {
      http.addCustomizer(new ForwardedRequestCustomizer());
    }
    ServerConnector connector =
        new ServerConnector(server, 1, 1, protocols(http, settings)) {
          @Override
          protected SocketChannelEndPoint newEndPoint(
              SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            PeekingEndPoint endPoint = new PeekingEndPoint(channel, selector, key, getScheduler());
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
          }
        };
    // Connections that are only kept alive must not hold up a stop; requests under way are no such.
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.limits().idle().toMillis());
    connector.setAcceptQueueSize(256);
    return connector;
  }

  private static ConnectionFactory[] protocols(HttpConfiguration http, HttpSettings settings) {
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    if (settings.tls().isEmpty()) {
      return new ConnectionFactory[] {plain};
    }
    // One certificate for all names: which of them clients use is not the server's to judge.
    SecureRequestCustomizer secure = new SecureRequestCustomizer(false);
    secure.setStsMaxAge(HSTS_SECONDS);
    http.addCustomizer(secure);
    return AbstractConnectionFactory.getFactories(certificate(settings.tls().get()), plain);
  }

  // TLS 1.2 and 1.3 with Jetty's choice of ciphers.
  private static SslContextFactory.Server certificate(HttpSettings.Tls tls) {
    SslContextFactory.Server context = new SslContextFactory.Server();
    context.setKeyStorePath(tls.keystore().toUri().toString());
    context.setKeyStoreType("PKCS12");
    context.setKeyStorePassword(tls.password());
    context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    return context;
  }
}
