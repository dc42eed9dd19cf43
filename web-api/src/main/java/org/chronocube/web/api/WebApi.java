// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.CancelledException;
import org.chronocube.web.Endpoint;
import org.chronocube.web.Problem;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;
import org.chronocube.web.page.PageFiles;

/**
 * The map page and the JSON it lives on, as one endpoint to mount at the root of an application:
 *
 * <table>
 * <caption>Paths</caption>
 * <tr><td>(nothing), {@code page/}, {@code webjars/}</td><td>the page</td></tr>
 * <tr><td>{@code api/layers}</td><td>layers, their times and styles</td></tr>
 * <tr><td>{@code api/times}</td><td>dates of a layer around an instant</td></tr>
 * <tr><td>{@code api/series}</td><td>how a place went through time; with POST, how many
 * did</td></tr>
 * <tr><td>{@code api/scenes}</td><td>search for scenes, also by their valid share of an area</td></tr>
 * </table>
 *
 * <p>Errors of the API are {@code application/problem+json} (RFC 9457).
 */
public final class WebApi implements Endpoint {

  private final PageFiles page = new PageFiles();
  private final Map<String, Endpoint> api;
  private final Map<String, Endpoint> posted;

  /**
   * @param layers what there is to show
   * @param services where the OGC services are
   */
  public WebApi(LayerSource layers, ServicePaths services) {
    api =
        Map.of(
            "api/layers", new LayersEndpoint(layers, services)::handle,
            "api/times", new TimesEndpoint(layers)::handle,
            "api/series", new SeriesEndpoint(layers)::handle,
            "api/scenes", new ScenesEndpoint(layers)::handle,
            "api/openapi.json", new ApiDescription()::handle);
    posted = Map.of("api/series", new AreasSeriesEndpoint(layers)::handle);
  }

  @Override
  public void handle(WebRequest request, WebResponse response) throws IOException {
    Endpoint endpoint = api.get(request.path());
    if (endpoint == null) {
      page.handle(request, response);
    } else if (request.method().equals("POST") && posted.containsKey(request.path())) {
      answer(posted.get(request.path()), request, response);
    } else if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      String allowed = posted.containsKey(request.path()) ? "GET, HEAD, POST" : "GET, HEAD";
      response.header("Allow", allowed);
      Problem.methodNotAllowed(request.method(), allowed).write(response);
    } else {
      answer(endpoint, request, response);
    }
  }

  private static void answer(Endpoint endpoint, WebRequest request, WebResponse response)
      throws IOException {
    try {
      endpoint.handle(request, response);
    } catch (InvalidParameterException e) {
      Problem.badRequest(e).write(response);
    } catch (UnknownLayerException e) {
      Problem.notFound(e.getMessage()).write(response);
    } catch (CancelledException e) {
      // Nobody is there to read it.
      new Problem(503, "Service Unavailable", e.getMessage(), Optional.empty()).write(response);
    } catch (ChronocubeException e) {
      Problem.serverError(e.getMessage()).write(response);
    }
  }
}
