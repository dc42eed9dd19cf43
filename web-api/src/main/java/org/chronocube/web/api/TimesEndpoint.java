// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web.api;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.chronocube.InvalidParameterException;
import org.chronocube.web.EntityTag;
import org.chronocube.web.QueryParameters;
import org.chronocube.web.WebRequest;
import org.chronocube.web.WebResponse;

/**
 * {@code GET api/times?layer=NAME&near=INSTANT&limit=N}: up to N dates of a layer around an
 * instant, half before it and half from it on.
 */
final class TimesEndpoint {

  private static final int USUAL = 500;
  private static final JsonMapper JSON = new JsonMapper();

  private final LayerSource source;

  TimesEndpoint(LayerSource source) {
    this.source = source;
  }

  void handle(WebRequest request, WebResponse response) throws IOException {
    QueryParameters query =
        QueryParameters.parse(request.query()).allowOnly("layer", "near", "limit");
    MapLayer layer = UnknownLayerException.find(source, query.require("layer"));
    int limit =
        query.number("limit", 2, LayersEndpoint.MOST_INSTANTS).map(Double::intValue).orElse(USUAL);
    ObjectNode root = JSON.createObjectNode();
    root.put("layer", layer.name());
    ArrayNode instants = root.putArray("instants");
    new LayerTimes(layer)
        .around(instant(query.require("near")), limit)
        .forEach(t -> instants.add(JsonAnswer.text(t)));
    byte[] body = JSON.writeValueAsBytes(root);
    JsonAnswer.send(body, EntityTag.of(body), request, response);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidParameterException(
          "near", "near must be an instant such as 2023-04-05T00:00:00Z, was " + text, e);
    }
  }
}
