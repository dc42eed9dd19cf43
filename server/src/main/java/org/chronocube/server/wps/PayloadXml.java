// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.Arrays;
import java.util.List;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/** Reads what inputs of posted documents hold, in either version. */
final class PayloadXml {

  private PayloadXml() {}

  /** An input by reference. */
  static ExecuteRequest.Input reference(String id, Element reference) {
    String href = SafeXml.attribute(reference, "href").orElseThrow(() -> OwsException.missing(id));
    boolean post =
        SafeXml.attribute(reference, "method").orElse("GET").equalsIgnoreCase("POST")
            || SafeXml.child(reference, "Body").isPresent()
            || SafeXml.child(reference, "BodyReference").isPresent();
    if (post) {
      throw new OwsException(
          OwsException.OPERATION_NOT_SUPPORTED, id, "references must be read with GET, was POST");
    }
    return new ExecuteRequest.Input(
        id,
        new Payload.Reference(href),
        attribute(reference, "mimeType"),
        attribute(reference, "encoding"),
        null,
        null);
  }

  /** An element, or text when there is none. */
  static Payload complex(String id, Element data) {
    List<Element> children = SafeXml.children(data);
    if (children.size() > 1) {
      throw OwsException.invalid(
          id, id + " must have one element as its data, had " + children.size());
    }
    return children.isEmpty()
        ? new Payload.Text(data.getTextContent())
        : new Payload.Xml(children.get(0));
  }

  /** An element with LowerCorner and UpperCorner. */
  static Payload box(String id, Element box) {
    return new Payload.Box(
        attribute(box, "crs"), corner(id, box, "LowerCorner"), corner(id, box, "UpperCorner"));
  }

  private static List<Double> corner(String id, Element box, String name) {
    String text = SafeXml.text(box, name).orElseThrow(() -> OwsException.missing(id));
    try {
      return Arrays.stream(text.split("\\s+")).map(Double::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new OwsException(
          OwsException.INVALID_PARAMETER_VALUE,
          id,
          id + "'s corners must be numbers, was " + text,
          e);
    }
  }

  /** An attribute, or null. */
  static String attribute(Element element, String name) {
    return SafeXml.attribute(element, name).orElse(null);
  }
}
