// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;

/** Nodata value and scaling as members of a JSON object; JSON has no NaN, so that is text. */
final class RadiometryCodec {

  private RadiometryCodec() {}

  static void write(NoData noData, Scaling scaling, ObjectNode node) {
    if (noData.isDeclared()) {
      double value = noData.value();
      if (Double.isFinite(value)) {
        node.put("nodata", value);
      } else {
        node.put("nodata", Double.toString(value));
      }
    }
    if (noData.saturated() != null) {
      node.put("saturated", noData.saturated());
    }
    node.put("scale", scaling.scale());
    node.put("offset", scaling.offset());
  }

  static NoData noData(JsonNode node) {
    JsonNode value = node.get("nodata");
    JsonNode saturated = node.get("saturated");
    return new NoData(
        value == null ? null : Double.valueOf(value.asText()),
        saturated == null ? null : saturated.asDouble());
  }

  static Scaling scaling(JsonNode node) {
    return new Scaling(node.required("scale").asDouble(), node.required("offset").asDouble());
  }
}
