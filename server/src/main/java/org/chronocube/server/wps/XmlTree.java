// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import org.chronocube.server.ows.XmlWriter;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/**
 * Copies an element of any vocabulary into a document: its namespace becomes the default one where
 * it changes; comments and blanks between elements are lost.
 */
final class XmlTree {

  private XmlTree() {}

  /** Writes an element with all it contains. */
  static void write(Element element, XmlWriter xml) throws IOException {
    write(element, "", xml);
  }

  private static void write(Element element, String inherited, XmlWriter xml) throws IOException {
    String namespace = element.getNamespaceURI() == null ? "" : element.getNamespaceURI();
    List<String> attributes = new ArrayList<>();
    if (!namespace.equals(inherited)) {
      attributes.addAll(List.of("xmlns", namespace));
    }
    attributes(element.getAttributes(), attributes);
    xml.open(element.getLocalName(), attributes.toArray(String[]::new));
    for (Node n = element.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child) {
        write(child, namespace, xml);
      } else if (n.getNodeType() == Node.TEXT_NODE && !n.getNodeValue().isBlank()) {
        xml.text(n.getNodeValue().strip());
      }
    }
    xml.end();
  }

  private static void attributes(NamedNodeMap all, List<String> attributes) {
    for (int i = 0; i < all.getLength(); i++) {
      Node attribute = all.item(i);
      String namespace = attribute.getNamespaceURI();
      if (namespace == null) {
        attributes.addAll(List.of(attribute.getNodeName(), attribute.getNodeValue()));
      } else if (namespace.equals(XMLConstants.XML_NS_URI)) {
        attributes.addAll(List.of("xml:" + attribute.getLocalName(), attribute.getNodeValue()));
      } else if (!namespace.equals(XMLConstants.XMLNS_ATTRIBUTE_NS_URI)) {
        String prefix = "a" + i;
        attributes.addAll(List.of("xmlns:" + prefix, namespace));
        attributes.addAll(
            List.of(prefix + ":" + attribute.getLocalName(), attribute.getNodeValue()));
      }
    }
  }
}
