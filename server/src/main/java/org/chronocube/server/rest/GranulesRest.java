// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.SceneSearch;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.CoverageStore;
import org.chronocube.server.datadir.DataDirectory;
import org.chronocube.web.Endpoint;
import org.chronocube.web.Problem;
import org.chronocube.web.QueryParameters;
import org.chronocube.web.Refusal;
import org.chronocube.web.Right;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;
import org.geotools.api.data.Query;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.coverage.grid.io.GranuleSource;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.factory.CommonFactoryFinder;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;

/**
 * The index of a coverage, as GeoServer's REST interface tells it in JSON: for administrators, to
 * read only. Below {@code workspaces/W/coveragestores/S/coverages/C}:
 *
 * <table>
 * <caption>Paths</caption>
 * <tr><td>{@code index.json}</td><td>the attributes of a granule</td></tr>
 * <tr><td>{@code index/granules.json}</td><td>scenes, newest first; {@code filter} (ECQL), {@code
 * offset}, {@code limit}</td></tr>
 * <tr><td>{@code index/granules/ID.json}</td><td>one scene</td></tr>
 * </table>
 */
public final class GranulesRest implements Endpoint {

  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();
  private static final Pattern PATH =
      Pattern.compile(
          "workspaces/([^/]+)/coveragestores/([^/]+)/coverages/([^/]+)/index"
              + "(?:(?<granules>/granules)(?:/(?<id>[^/]+?))?)?(?<format>\\.json|\\.xml)?");

  private final DataDirectory directory;
  private final GranuleJson json;

  /**
   * @param root of the data directory: locations of files below it are told from there
   */
  public GranulesRest(DataDirectory directory, Path root) {
    this.directory = directory;
    this.json = new GranuleJson(root);
  }

  @Override
  public void handle(WebRequest request, WebResponse response) throws IOException {
    Optional<Refusal> refusal = request.caller().refusal(Right.ADMINISTRATE);
    if (refusal.isPresent()) {
      refusal.get().writeProblem(response);
      return;
    }
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      text(404, "Nothing is here.", response);
    } else if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      response.header("Allow", "GET, HEAD");
      Problem.methodNotAllowed(request.method(), "GET, HEAD").write(response);
    } else if (".xml".equals(path.group("format"))) {
      text(406, "Granules are told in JSON only: granules.json", response);
    } else {
      answer(path, request, response);
    }
  }

  private void answer(Matcher path, WebRequest request, WebResponse response) throws IOException {
    Optional<String> missing = missing(path);
    if (missing.isPresent()) {
      text(404, missing.get(), response);
      return;
    }
    CoverageLayer layer = layer(path).orElseThrow();
    GranuleSource granules = directory.reader(layer).getGranules(layer.coverageName(), true);
    try {
      if (path.group("granules") == null) {
        json.writeSchema(granules.getSchema(), granulesLink(request), response);
      } else if (path.group("id") == null) {
        json.writeGranules(granules.getGranules(query(request)), response);
      } else {
        one(path.group("id"), layer, granules, response);
      }
    } catch (InvalidParameterException e) {
      Problem.badRequest(e).write(response);
    }
  }

  private void one(String id, CoverageLayer layer, GranuleSource granules, WebResponse response)
      throws IOException {
    Filter filter = FILTERS.id(FILTERS.featureId(id));
    SimpleFeatureCollection found = granules.getGranules(new Query(null, filter));
    if (found.isEmpty()) {
      text(
          404, "Could not find a granule with id " + id + " in coverage " + layer.name(), response);
    } else {
      json.writeGranules(found, response);
    }
  }

  // In GeoServer's words.
  private Optional<String> missing(Matcher path) {
    String workspace = path.group(1);
    if (directory.configuration().workspaces().stream()
        .noneMatch(w -> w.name().equals(workspace))) {
      return Optional.of("No such workspace : " + workspace);
    }
    if (directory.configuration().stores().stream().noneMatch(store -> isStore(store, path))) {
      return Optional.of("No such coverage store: " + path.group(2));
    }
    return layer(path).isPresent()
        ? Optional.empty()
        : Optional.of("No such coverage in store: " + path.group(3));
  }

  private static boolean isStore(CoverageStore store, Matcher path) {
    return store.workspace().name().equals(path.group(1)) && store.name().equals(path.group(2));
  }

  private Optional<CoverageLayer> layer(Matcher path) {
    return directory.configuration().layers().stream()
        .filter(l -> isStore(l.store(), path) && l.name().equals(path.group(3)))
        .findFirst();
  }

  private static Query query(WebRequest request) {
    QueryParameters parameters =
        QueryParameters.parse(request.query()).allowOnly("filter", "offset", "limit");
    Query query = new Query(null, filter(parameters.get("filter")));
    parameters.get("offset").ifPresent(o -> query.setStartIndex(number("offset", o, 0)));
    parameters.get("limit").ifPresent(l -> query.setMaxFeatures(number("limit", l, 1)));
    return query;
  }

  private static Filter filter(Optional<String> ecql) {
    try {
      Filter filter = ecql.isEmpty() ? Filter.INCLUDE : ECQL.toFilter(ecql.get());
      if (SceneSearch.asks(filter, List.of())) {
        throw new InvalidParameterException(
            "filter", "filter must not be on " + SceneSearch.VALID + " here; api/scenes knows it");
      }
      return filter;
    } catch (CQLException e) {
      throw new InvalidParameterException(
          "filter", "filter must be ECQL, was " + ecql.orElse("") + ": " + e.getMessage(), e);
    }
  }

  private static int number(String name, String text, int least) {
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException notOne) {
      // Answered below, like a number that is too small.
    }
    throw new InvalidParameterException(
        name, name + " must be a whole number >= " + least + ", was " + text);
  }

  private static String granulesLink(WebRequest request) {
    String index = request.path().replaceFirst("\\.json$", "");
    return request.base() + index + "/granules.json";
  }

  private static void text(int status, String message, WebResponse response) throws IOException {
    response.status(status);
    response.header("Content-Type", "text/plain; charset=UTF-8");
    try (var out = response.body()) {
      out.write(message.getBytes(StandardCharsets.UTF_8));
    }
  }
}
