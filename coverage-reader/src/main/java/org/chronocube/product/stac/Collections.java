// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.chronocube.product.SceneParseException;

/** The collections of a listing's items, each fetched once. Safe for concurrent use. */
final class Collections {

  private final Documents documents;
  private final Hrefs hrefs;
  private final Map<URI, JsonNode> byPlace = new ConcurrentHashMap<>();

  Collections(Documents documents, Hrefs hrefs) {
    this.documents = documents;
    this.hrefs = hrefs;
  }

  /**
   * @param around the collection in which the item was found, or missing
   * @return missing when the item has none, or it lies where the product must not look
   * @throws SceneParseException when it cannot be fetched
   */
  JsonNode of(StacDocument item, JsonNode around) {
    String id = item.json().path("collection").asText();
    if (around.path("id").asText().equals(id) || item.links("collection").isEmpty()) {
      return around;
    }
    Place place;
    try {
      String href = item.links("collection").get(0).path("href").asText();
      place = hrefs.document(item.place(), href);
    } catch (SceneParseException elsewhere) {
      return MissingNode.getInstance();
    }
    return byPlace.computeIfAbsent(place.uri(), uri -> documents.get(place));
  }
}
