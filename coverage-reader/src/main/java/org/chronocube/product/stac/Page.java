// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.chronocube.product.SceneParseException;

/**
 * A document still to be opened.
 *
 * @param place of it
 * @param body to post for it; null to get it
 * @param depth how many links lead to it, pages of one search counted once
 * @param collection in which it was found; missing when in none
 */
record Page(Place place, JsonNode body, int depth, JsonNode collection) {

  Page(Place place, int depth, JsonNode collection) {
    this(place, null, depth, collection);
  }

  /** What tells it from others. */
  String key() {
    return place.uri() + (body == null ? "" : " " + body);
  }

  /**
   * The page that a link {@code next} leads to: by GET, or by POST of a body that may be merged
   * over this page's (STAC API 1.0, item search, paging).
   *
   * @throws SceneParseException when it is another method, or leads where it must not
   */
  Page next(JsonNode link, Hrefs hrefs) {
    Place next = hrefs.document(place, link.path("href").asText());
    String method = link.path("method").asText("GET").toUpperCase(Locale.ROOT);
    return switch (method) {
      case "GET" -> new Page(next, null, depth, collection);
      case "POST" -> new Page(next, merged(link), depth, collection);
      default ->
          throw new SceneParseException("method of a next link must be GET or POST, was " + method);
    };
  }

  private JsonNode merged(JsonNode link) {
    JsonNode given = link.path("body");
    ObjectNode result = Json.MAPPER.createObjectNode();
    boolean overOurs = link.path("merge").asBoolean(false) || !given.isObject();
    for (JsonNode part : overOurs ? List.of(ours(), given) : List.of(given)) {
      part.properties().forEach(entry -> result.set(entry.getKey(), entry.getValue()));
    }
    return result;
  }

  private JsonNode ours() {
    return body == null ? Json.MAPPER.createObjectNode() : body;
  }
}
