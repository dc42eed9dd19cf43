// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.net.URI;
import java.util.Optional;
import org.chronocube.web.WebRequest;
import org.w3c.dom.Element;

/**
 * A request to an OGC service.
 *
 * @param http what came in; its base is where {@code ows}, {@code wms} … hang
 * @param kvp parameters of the query string and of a form
 * @param body root of a posted XML document, if there is one
 * @param workspace of a virtual service such as {@code /chronocube/wms}
 * @param endpoint path of the service as the client used it, e.g. {@code chronocube/wms}
 */
public record OwsRequest(
    WebRequest http, Kvp kvp, Optional<Element> body, Optional<String> workspace, String endpoint) {

  /** Address of the service itself, for links in capabilities. */
  public URI serviceUrl() {
    return URI.create(http.base() + endpoint);
  }

  /** Path below the service, without a slash at either end; empty at the service itself. */
  public String resource() {
    return http.path().substring(endpoint.length()).replaceAll("^/|/$", "");
  }

  /** The operation: the REQUEST parameter, or the name of the posted document. */
  public String operation() {
    return kvp.get("REQUEST")
        .or(() -> body.map(Element::getLocalName))
        .orElseThrow(() -> OwsException.missing("request"));
  }

  /** A name without this virtual service's workspace prefix, or with another as it is. */
  public String unqualified(String name) {
    return workspace
        .filter(ws -> name.startsWith(ws + ":"))
        .map(ws -> name.substring(ws.length() + 1))
        .orElse(name);
  }
}
