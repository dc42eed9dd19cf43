// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.index.IndexException;
import org.chronocube.scene.Product;

/** Products as JSON. */
final class ProductCodec {

  private ProductCodec() {}

  static String write(Product product) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("title", product.title());
    root.put("description", product.description());
    root.put("attribution", product.attribution());
    ArrayNode bands = root.putArray("bands");
    for (Band band : product.bands()) {
      ObjectNode node = bands.addObject();
      node.put("name", band.name());
      node.put("title", band.title());
      node.put("type", band.type().id());
      node.put("unit", band.unit());
      if (band.wavelengthNm() != null) {
        node.put("wavelengthNm", band.wavelengthNm());
      }
      if (band.categorical()) {
        node.put("categorical", true);
      }
      RadiometryCodec.write(band.noData(), band.scaling(), node);
    }
    return root.toString();
  }

  static Product read(String id, String json) {
    try {
      JsonNode root = Dialect.JsonText.MAPPER.readTree(json);
      List<Band> bands = new ArrayList<>();
      root.path("bands").forEach(node -> bands.add(readBand(node)));
      return new Product(
          id,
          root.required("title").asText(),
          root.required("description").asText(),
          root.required("attribution").asText(),
          bands);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new IndexException("product " + id + " cannot be decoded", e);
    }
  }

  private static Band readBand(JsonNode node) {
    JsonNode wavelength = node.get("wavelengthNm");
    return new Band(
        node.required("name").asText(),
        node.required("title").asText(),
        DataType.parse(node.required("type").asText()),
        RadiometryCodec.noData(node),
        RadiometryCodec.scaling(node),
        node.required("unit").asText(),
        wavelength == null ? null : wavelength.asDouble(),
        node.path("categorical").asBoolean(false));
  }
}
