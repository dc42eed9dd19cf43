// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.util.List;
import org.chronocube.server.ows.XmlWriter;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Repeats inputs and output definitions of a request in its response. */
final class LineageXml {

  private LineageXml() {}

  static void write(Execution execution, XmlWriter xml) throws IOException {
    if (!execution.request().inputs().isEmpty()) {
      xml.open("wps:DataInputs");
      for (ExecuteRequest.Input input : execution.request().inputs()) {
        input(execution.process(), input, xml);
      }
      xml.end();
    }
    xml.open("wps:OutputDefinitions");
    for (OutputPlan plan : execution.plans()) {
      xml.open(
          "wps:Output",
          "asReference",
          String.valueOf(plan.asReference()),
          "mimeType",
          plan.format() == null ? null : plan.format().mimeType(),
          "encoding",
          plan.format() == null ? null : plan.format().encoding());
      WpsXml.description(xml, plan.id(), plan.field().title(), plan.field().description());
      xml.end();
    }
    xml.end();
  }

  private static void input(ProcessInfo process, ExecuteRequest.Input input, XmlWriter xml)
      throws IOException {
    xml.open("wps:Input");
    xml.element("ows:Identifier", input.id());
    if (input.payload() instanceof Payload.Reference reference) {
      xml.empty("wps:Reference", "xlink:href", reference.href(), "mimeType", input.mimeType());
    } else {
      xml.open("wps:Data");
      boolean literal =
          process.input(input.id()).filter(f -> f.binding() instanceof Binding.Literal).isPresent();
      if (input.payload() instanceof Payload.Box box) {
        box(box, xml);
      } else if (literal) {
        xml.element(
            "wps:LiteralData",
            input.payload().text(),
            "dataType",
            input.dataType(),
            "uom",
            input.uom());
      } else {
        complex(input, xml);
      }
      xml.end();
    }
    xml.end();
  }

  private static void complex(ExecuteRequest.Input input, XmlWriter xml) throws IOException {
    xml.open("wps:ComplexData", "mimeType", input.mimeType(), "encoding", input.encoding());
    if (input.payload() instanceof Payload.Xml element) {
      element(element.root(), "", xml);
    } else {
      xml.cdata(input.payload().text());
    }
    xml.end();
  }

  private static void box(Payload.Box box, XmlWriter xml) throws IOException {
    xml.open("wps:BoundingBoxData", "crs", box.crs());
    xml.element("ows:LowerCorner", joined(box.lower()));
    xml.element("ows:UpperCorner", joined(box.upper()));
    xml.end();
  }

  private static String joined(List<Double> corner) {
    return String.join(" ", corner.stream().map(String::valueOf).toList());
  }

  // An element of any vocabulary: its namespace becomes the default one where it changes.
  private static void element(Element element, String inherited, XmlWriter xml) throws IOException {
    String namespace = element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
    java.util.ArrayList<String> attributes = new java.util.ArrayList<>();
    if (!namespace.equals(inherited)) {
      attributes.addAll(List.of("xmlns", namespace));
    }
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      boolean plain = attribute.getNamespaceURI() == null;
      if (plain) {
        attributes.addAll(List.of(attribute.getNodeName(), attribute.getNodeValue()));
      }
    }
    xml.open(element.getLocalName(), attributes.toArray(String[]::new));
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child) {
        element(child, namespace, xml);
      } else if (n.getNodeType() == Node.TEXT_NODE && !n.getNodeValue().isBlank()) {
        xml.text(n.getNodeValue().strip());
      }
    }
    xml.end();
  }
}
