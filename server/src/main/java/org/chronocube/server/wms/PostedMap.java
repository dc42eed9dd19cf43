// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/**
 * Turns posted documents into the parameters they stand for, so that a map is decoded in one place:
 * {@code GetMap} of SLD 1.1 (OGC 05-078r4 clause 9, GetMap.xsd), or a bare {@code
 * StyledLayerDescriptor} beside parameters in the address, as GeoServer takes it.
 */
final class PostedMap {

  private PostedMap() {}

  /**
   * A request without a body that asks the same.
   *
   * @throws OwsException when the document is neither
   */
  static OwsRequest asParameters(OwsRequest request) {
    Element root = request.body().orElseThrow();
    Kvp kvp =
        switch (root.getLocalName()) {
          case "GetMap" -> map(root);
          case "StyledLayerDescriptor" ->
              Kvp.parse(request.http().query() + "&" + query(Map.of("SLD_BODY", text(root))));
          default ->
              throw new OwsException(
                  OwsException.OPERATION_NOT_SUPPORTED,
                  root.getLocalName(),
                  "a posted document must be GetMap or StyledLayerDescriptor, was "
                      + root.getLocalName());
        };
    return new OwsRequest(
        request.http(), kvp, Optional.empty(), request.workspace(), request.endpoint());
  }

  private static Kvp map(Element root) {
    Map<String, String> kvp = new LinkedHashMap<>();
    kvp.put("SERVICE", "WMS");
    kvp.put("REQUEST", "GetMap");
    kvp.put("VERSION", SafeXml.attribute(root, "version").orElse("1.3.0"));
    SafeXml.child(root, "StyledLayerDescriptor").ifPresent(s -> kvp.put("SLD_BODY", text(s)));
    Optional<Element> box = SafeXml.child(root, "BoundingBox");
    // The box's own name of the CRS says in which order its coordinates are.
    box.flatMap(b -> SafeXml.attribute(b, "crs"))
        .or(() -> SafeXml.text(root, "CRS"))
        .ifPresent(crs -> kvp.put("CRS", crs));
    box.ifPresent(b -> kvp.put("BBOX", corner(b, "LowerCorner") + "," + corner(b, "UpperCorner")));
    put(kvp, "WIDTH", SafeXml.text(root, "Output", "Size", "Width"));
    put(kvp, "HEIGHT", SafeXml.text(root, "Output", "Size", "Height"));
    put(kvp, "FORMAT", SafeXml.text(root, "Output", "Format"));
    put(kvp, "TRANSPARENT", SafeXml.text(root, "Output", "Transparent").map(PostedMap::flag));
    put(kvp, "BGCOLOR", SafeXml.text(root, "Output", "BGcolor"));
    put(kvp, "EXCEPTIONS", SafeXml.text(root, "Exceptions"));
    put(kvp, "TIME", SafeXml.text(root, "Time"));
    return Kvp.parse(query(kvp));
  }

  private static void put(Map<String, String> kvp, String key, Optional<String> value) {
    value.ifPresent(v -> kvp.put(key, v));
  }

  // XML Schema's booleans may be digits.
  private static String flag(String text) {
    return switch (text) {
      case "1" -> "true";
      case "0" -> "false";
      default -> text;
    };
  }

  private static String corner(Element box, String name) {
    return SafeXml.text(box, name)
        .map(text -> text.strip().replaceAll("\\s+", ","))
        .orElseThrow(() -> OwsException.missing("BoundingBox/" + name));
  }

  private static String query(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static String text(Element element) {
    StringWriter text = new StringWriter();
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.transform(new DOMSource(element), new StreamResult(text));
    } catch (TransformerException e) {
      throw new IllegalStateException("an element in memory must be writable", e);
    }
    return text.toString();
  }
}
