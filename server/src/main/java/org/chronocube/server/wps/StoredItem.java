// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;

/**
 * What is kept of a finished execution, as a STAC item (1.0.0).
 *
 * @param report the item as the process wrote it, without assets
 * @param outputs by name
 * @param at when the execution ended
 */
record StoredItem(String report, Map<String, ResultStore.Stored> outputs, Instant at) {

  /** Where an output is read. */
  interface Address {
    String of(String outputId);
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TIMESTAMPS =
      "https://stac-extensions.github.io/timestamps/v1.1.0/schema.json";

  /**
   * The item with its results as assets, and until when they are kept (timestamps extension).
   *
   * @param self the outputId of the item itself
   */
  byte[] json(Address address, String self, Instant expires) throws IOException {
    ObjectNode item = (ObjectNode) JSON.readTree(report);
    item.withArray("stac_extensions").add(TIMESTAMPS);
    ObjectNode properties = item.withObject("/properties");
    properties.put("created", at.toString());
    properties.put("expires", expires.toString());
    ObjectNode link = item.withArray("links").addObject();
    link.put("rel", "self");
    link.put("type", "application/geo+json");
    link.put("href", address.of(self));
    ObjectNode assets = item.putObject("assets");
    outputs.forEach(
        (id, stored) -> {
          ObjectNode asset = assets.putObject(id);
          asset.put("href", address.of(id));
          asset.put("type", stored.mimeType());
          asset.putArray("roles").add(id.equals("report") ? "metadata" : "data");
        });
    return JSON.writeValueAsBytes(item);
  }
}
