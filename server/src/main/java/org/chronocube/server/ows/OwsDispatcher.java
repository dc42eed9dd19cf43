// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.CancelledException;
import org.chronocube.io.RasterReadException;
import org.chronocube.web.Endpoint;
import org.chronocube.web.Refusal;
import org.chronocube.web.Right;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Element;

/**
 * Finds the service of a request, as GeoServer does: by the SERVICE parameter, by the posted
 * document, or by the path ({@code wms}, {@code ows}, {@code workspace/wms}, {@code
 * gwc/service/wmts}). Unlike GeoServer's, the path of a service answers no other: OGC's suite for
 * WPS 2.0.0 asks for that. Turns what a service throws into its exception report.
 */
public final class OwsDispatcher implements Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(OwsDispatcher.class);

  private final Map<String, OwsService> services = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> workspaces;
  private final Endpoint otherwise;

  /**
   * @param services by their names
   * @param workspaces names that may stand before a service in the path
   * @param otherwise answers what is no service
   */
  public OwsDispatcher(List<OwsService> services, Set<String> workspaces, Endpoint otherwise) {
    services.forEach(s -> this.services.put(s.name(), s));
    this.workspaces = Set.copyOf(workspaces);
    this.otherwise = otherwise;
  }

  private record Target(String service, Optional<String> workspace, String endpoint) {}

  @Override
  public void handle(WebRequest request, WebResponse response) throws IOException {
    Optional<Target> target = target(request.path());
    if (target.isEmpty()) {
      otherwise.handle(request, response);
      return;
    }
    OwsRequest ows =
        new OwsRequest(
            request,
            Kvp.parse(""),
            Optional.empty(),
            target.get().workspace(),
            target.get().endpoint());
    OwsService service = services.get(target.get().service());
    try {
      // Nothing of what a stranger posts is parsed.
      if (request.caller().refusal(Right.READ).isPresent()) {
        Kvp query = Kvp.parse(request.query());
        ows = new OwsRequest(request, query, Optional.empty(), ows.workspace(), ows.endpoint());
        String asked = query.get("SERVICE").orElse(target.get().service());
        refuse(Optional.ofNullable(services.get(asked)), ows, Right.READ, response);
        return;
      }
      Kvp kvp = Kvp.of(request);
      ows = new OwsRequest(request, kvp, Optional.empty(), ows.workspace(), ows.endpoint());
      ows = new OwsRequest(request, kvp, body(request), ows.workspace(), ows.endpoint());
      service = service(ows, target.get().service());
      if (!refuse(Optional.of(service), ows, service.right(ows), response)) {
        service.handle(ows, response);
      }
    } catch (RuntimeException e) {
      fail(Optional.ofNullable(service), ows, e, response);
    }
  }

  /** True when this answers a path as a service, and so asks itself what the caller may do. */
  public boolean isService(String path) {
    return target(path).isPresent();
  }

  // True when the caller may not, and has been told so in the service's own form.
  private boolean refuse(
      Optional<OwsService> service, OwsRequest request, Right right, WebResponse response)
      throws IOException {
    Optional<Refusal> refusal = request.http().caller().refusal(right);
    if (refusal.isEmpty()) {
      return false;
    }
    refusal.get().headers().forEach(response::header);
    OwsException error =
        new OwsException(OwsException.NO_APPLICABLE_CODE, null, refusal.get().message());
    WebResponse refusing = new FixedStatus(response, refusal.get().status());
    refusing.status(refusal.get().status());
    send(service, request, error, refusing);
    return true;
  }

  /** An answer whose status is settled, whatever the exception report would say. */
  private record FixedStatus(WebResponse whole, int code) implements WebResponse {

    @Override
    public void status(int other) {
      whole.status(code);
    }

    @Override
    public void header(String name, String value) {
      whole.header(name, value);
    }

    @Override
    public OutputStream body() throws IOException {
      return whole.body();
    }

    @Override
    public boolean isCommitted() {
      return whole.isCommitted();
    }
  }

  // wms and ws/wms; below it only where the service has resources.
  private Optional<Target> target(String path) {
    int slash = path.indexOf('/');
    Optional<String> workspace =
        Optional.of(path.substring(0, Math.max(0, slash))).filter(workspaces::contains);
    String below = workspace.isPresent() ? path.substring(slash + 1) : path;
    if (isAt(below, "ows", false)) {
      return Optional.of(target("ows", workspace, "ows"));
    }
    for (OwsService service : services.values()) {
      for (String at : service.paths()) {
        if (isAt(below, at, service.hasResources())) {
          return Optional.of(target(service.name(), workspace, below.substring(0, at.length())));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isAt(String path, String at, boolean orBelow) {
    return path.equalsIgnoreCase(at)
        || path.equalsIgnoreCase(at + "/")
        || (orBelow && path.regionMatches(true, 0, at + "/", 0, at.length() + 1));
  }

  private static Target target(String service, Optional<String> workspace, String path) {
    return new Target(service, workspace, workspace.map(ws -> ws + "/").orElse("") + path);
  }

  private static Optional<Element> body(WebRequest request) throws IOException {
    if (!request.method().equals("POST")) {
      return Optional.empty();
    }
    String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return Optional.empty();
    }
    return Optional.of(SafeXml.parse(request.body()));
  }

  private OwsService service(OwsRequest request, String fromPath) {
    String name =
        request
            .kvp()
            .get("SERVICE")
            .or(() -> request.body().flatMap(b -> SafeXml.attribute(b, "service")))
            .orElse(fromPath);
    if (name.equalsIgnoreCase("ows")) {
      throw OwsException.missing("service");
    }
    OwsService service = services.get(name);
    if (service == null) {
      throw OwsException.invalid(
          "service",
          "service must be one of " + String.join(", ", services.keySet()) + ", was " + name);
    }
    boolean another = !fromPath.equals("ows") && service != services.get(fromPath);
    if (another) {
      throw OwsException.invalid(
          "service",
          "service must be " + services.get(fromPath).name() + " at this address, was " + name);
    }
    return service;
  }

  private void fail(
      Optional<OwsService> service, OwsRequest request, RuntimeException e, WebResponse response)
      throws IOException {
    if (response.isCommitted()) {
      throw e;
    }
    send(service, request, translated(request, e), response);
  }

  private static void send(
      Optional<OwsService> service, OwsRequest request, OwsException error, WebResponse response)
      throws IOException {
    if (service.isPresent()) {
      service.get().fail(request, error, response);
    } else {
      ExceptionReports.OWS_2_0.send(error, response);
    }
  }

  private static OwsException translated(OwsRequest request, RuntimeException e)
      throws IOException {
    if (e instanceof OwsException ows) {
      return ows;
    }
    if (e instanceof InvalidParameterException invalid) {
      return new OwsException(
          OwsException.INVALID_PARAMETER_VALUE, invalid.parameter(), invalid.getMessage(), invalid);
    }
    if (e instanceof CancelledException && request.http().isAbandoned()) {
      throw new IOException("the client went away", e);
    }
    if (e instanceof RasterReadException || e instanceof CancelledException) {
      LOG.warn("{}?{}: {}", request.endpoint(), request.http().query(), e.getMessage());
      return new OwsException(
          OwsException.NO_APPLICABLE_CODE, null, withoutFolders(e.getMessage()), e);
    }
    LOG.error("{}?{} failed", request.endpoint(), request.http().query(), e);
    return new OwsException(
        OwsException.NO_APPLICABLE_CODE, null, "The server failed; its log says why.", e);
  }

  // Where files lie on the server is nobody's business; which file it is helps.
  private static String withoutFolders(String message) {
    return message.replaceAll("file:/\\S*/", "");
  }
}
