// SPDX-License-Identifier: Apache-2.0
package org.chronocube.product.stac;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a fact of one band of an asset may be said, the nearest first: the band itself ({@code
 * raster:bands}, or {@code bands} of STAC 1.1, with or without the extension's prefix), the asset,
 * the same two of the collection's {@code item_assets} (which was an extension and is part of 1.1),
 * the item's properties, the collection's summaries where they are of one mind.
 *
 * @param asset of the item
 * @param template the asset of the same key in the collection's {@code item_assets}
 * @param properties of the item
 * @param summaries of the collection
 * @param band zero-based
 */
record AssetLayers(
    JsonNode asset, JsonNode template, JsonNode properties, JsonNode summaries, int band) {

  /** A fact of the raster extension, e.g. {@code nodata}; missing when nobody says it. */
  JsonNode raster(String name) {
    for (JsonNode layer : new JsonNode[] {asset, template}) {
      JsonNode raster = layer.path("raster:bands").path(band);
      JsonNode merged = layer.path("bands").path(band);
      for (JsonNode said :
          new JsonNode[] {
            raster.path(name),
            merged.path("raster:" + name),
            merged.path(name),
            layer.path("raster:" + name),
            layer.path(name)
          }) {
        if (said.isValueNode() && !said.isNull()) {
          return said;
        }
      }
    }
    return common("raster:" + name, name);
  }

  // STAC 1.1: what all assets have in common may be said once, for the item.
  private JsonNode common(String... names) {
    for (String name : names) {
      if (properties.path(name).isValueNode() && !properties.path(name).isNull()) {
        return properties.path(name);
      }
    }
    return MissingNode.getInstance();
  }

  /** Where facts of the projection extension may be said, the nearest first. */
  List<JsonNode> projections() {
    return List.of(asset, template, properties);
  }

  /** A summary that holds one value only: it holds for each item. */
  JsonNode summary(String name) {
    JsonNode values = summaries.path(name);
    return values.isArray() && values.size() == 1 ? values.get(0) : MissingNode.getInstance();
  }

  /** The bands of the asset, from whichever field has names: {@code bands}, {@code eo:bands}. */
  static List<JsonNode> bands(JsonNode asset, JsonNode template) {
    for (JsonNode layer : new JsonNode[] {asset, template}) {
      for (String field : new String[] {"bands", "eo:bands"}) {
        JsonNode bands = layer.path(field);
        if (bands.isArray() && !bands.isEmpty()) {
          List<JsonNode> list = new ArrayList<>();
          bands.forEach(list::add);
          return list;
        }
      }
    }
    return List.of();
  }

  /** A text that the asset, or else its template, says. */
  static JsonNode either(JsonNode asset, JsonNode template, String name) {
    return asset.has(name) ? asset.path(name) : template.path(name);
  }
}
