// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A STAC document and where it is.
 *
 * @param place base of its hrefs
 * @param json the document
 * @param collection of an item; missing when it has none, or it is not at hand
 */
record StacDocument(Place place, JsonNode json, JsonNode collection) {

  StacDocument(Place place, JsonNode json) {
    this(place, json, MissingNode.getInstance());
  }

  StacDocument withCollection(JsonNode other) {
    return new StacDocument(place, json, other);
  }

  String type() {
    return json.path("type").asText();
  }

  /** The links of a relation. */
  List<JsonNode> links(String relation) {
    List<JsonNode> links = new ArrayList<>();
    for (JsonNode link : json.path("links")) {
      if (link.path("rel").asText().equals(relation) && link.path("href").isTextual()) {
        links.add(link);
      }
    }
    return links;
  }
}
