// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chronocube.io.array.ArrayInfo;
import org.chronocube.io.array.ElementType;

/** Metadata of arrays of Zarr version 2: {@code .zarray} and {@code .zattrs}. */
final class ZarrV2 {

  private static final String DIMENSIONS = "_ARRAY_DIMENSIONS";

  private ZarrV2() {}

  /** The type of the elements, e.g. of {@code <f8}; throws when it is none of a number. */
  static ElementType type(JsonNode array) throws IOException {
    String text = array.path("dtype").asText();
    if (text.length() >= 3) {
      String bits = Integer.toString(8 * Character.digit(text.charAt(2), 10));
      String kind =
          switch (text.charAt(1)) {
            case 'b' -> "bool";
            case 'i' -> "int" + bits;
            case 'u' -> "uint" + bits;
            case 'f' -> "float" + bits;
            default -> "";
          };
      var type = ElementType.of(kind);
      if (type.isPresent()) {
        return type.get();
      }
    }
    throw new IOException("dtype must be one of integers or floats, was " + array.path("dtype"));
  }

  static ZarrLayout layout(String name, JsonNode array, JsonNode attributes) throws IOException {
    ElementType type = type(array);
    List<Integer> shape = ZarrJson.integers(array.path("shape"));
    JsonNode fill = array.path("fill_value");
    Map<String, Object> known = ZarrJson.attributes(attributes);
    // Readers of version 2 take the fill value as no data, as xarray does.
    if (!fill.isNull() && !fill.isMissingNode()) {
      known.putIfAbsent("_FillValue", ZarrJson.element(fill));
    }
    ArrayInfo info =
        new ArrayInfo(
            name,
            type,
            ZarrJson.dimensions(attributes.path(DIMENSIONS), shape.size()),
            shape,
            ZarrJson.integers(array.path("chunks")),
            known);
    return new ZarrLayout(
        info,
        new ChunkCoding(order(array), axes(array, shape.size()), codecs(array)),
        null,
        fill.isNull() || fill.isMissingNode() ? 0 : ZarrJson.element(fill),
        new ZarrLayout.ChunkKeys("", array.path("dimension_separator").asText(".")));
  }

  private static ByteOrder order(JsonNode array) {
    boolean big = array.path("dtype").asText().startsWith(">");
    return big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static List<Integer> axes(JsonNode array, int rank) {
    List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    if (array.path("order").asText().equals("F")) {
      Collections.reverse(axes);
    }
    return axes;
  }

  private static List<BytesCodec> codecs(JsonNode array) throws IOException {
    List<BytesCodec> codecs = new ArrayList<>();
    for (JsonNode filter : array.path("filters")) {
      codecs.add(0, Codecs.v2(filter));
    }
    if (array.path("compressor").isObject()) {
      codecs.add(0, Codecs.v2(array.path("compressor")));
    }
    return codecs;
  }
}
