// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.server.http.HttpSettings.Cors;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * What pages in a browser may do with this server: CORS for those of other sites (Fetch Standard
 * §3.2), no writing by others, and no reading through a name that was bent to this machine (DNS
 * rebinding).
 */
final class Origins {

  private static final String METHODS = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
  private static final String OPEN_METHODS = "GET, HEAD, OPTIONS";

  private final HttpSettings settings;
  private final boolean loopback;

  Origins(HttpSettings settings) {
    this.settings = settings;
    this.loopback = isLoopback(settings.host());
  }

  /** True for an address, or a name of one, that only this machine reaches. */
  static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * A server on loopback answers to loopback's own names only, so that a page of another site
   * cannot have its name lead here; behind a proxy, to the proxy's.
   */
  boolean isRightHost(Request request) {
    if (!loopback || settings.trustForwarded()) {
      return true;
    }
    String name = Request.getServerName(request).toLowerCase(Locale.ROOT);
    return name.equals("localhost")
        || name.endsWith(".localhost")
        || name.equals(settings.host().toLowerCase(Locale.ROOT))
        || (isAddress(name) && isLoopback(name))
        || settings.publicRoot().map(URI::getHost).filter(name::equalsIgnoreCase).isPresent();
  }

  // Never looks a name up: whose name it is, is what is in doubt.
  private static boolean isAddress(String name) {
    return name.matches("[0-9.]+") || name.contains(":");
  }

  /** False for what would change something, sent by a page that is neither ours nor let in. */
  boolean mayWrite(Request request) {
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    return isReading(request.getMethod())
        || origin == null
        || settings.cors().isNamed(origin)
        || isOwn(origin, request);
  }

  private boolean isOwn(String origin, Request request) {
    String authority = origin.replaceFirst("^[a-z]+://", "").toLowerCase(Locale.ROOT);
    Optional<String> published = settings.publicRoot().map(URI::getRawAuthority);
    if (published.filter(authority::equalsIgnoreCase).isPresent()) {
      return true;
    }
    String host = request.getHeaders().get(HttpHeader.HOST);
    return authority.equalsIgnoreCase(host)
        || authority.equalsIgnoreCase(request.getHttpURI().getAuthority());
  }

  private static boolean isReading(String method) {
    return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
  }

  /** Says in the answer what the page that asked may do. */
  void addHeaders(Request request, Response response) {
    Cors cors = settings.cors();
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (cors.origins().isEmpty()) {
      return;
    }
    boolean named = origin != null && cors.isNamed(origin);
    if (!cors.origins().contains("*")) {
      response.getHeaders().put(HttpHeader.VARY, "Origin");
    }
    if (!named && !(cors.origins().contains("*") && isReading(request.getMethod()))) {
      return;
    }
    response.getHeaders().put("Access-Control-Allow-Origin", named ? origin : "*");
    if (named && cors.credentials()) {
      response.getHeaders().put("Access-Control-Allow-Credentials", "true");
    }
    if (request.getMethod().equals("OPTIONS")) {
      response.getHeaders().put("Access-Control-Allow-Methods", named ? METHODS : OPEN_METHODS);
      response
          .getHeaders()
          .put(
              "Access-Control-Allow-Headers",
              "Accept, Content-Type, Range" + (named ? ", Authorization, X-API-Key" : ""));
      response.getHeaders().put("Access-Control-Max-Age", "86400");
    } else {
      response
          .getHeaders()
          .put("Access-Control-Expose-Headers", "Warning, Content-Disposition, Location");
    }
  }
}
