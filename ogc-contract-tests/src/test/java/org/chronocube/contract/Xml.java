// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * A document asked by XPath. Element names are local names, whatever the prefix: {@code
 * //Layer[Name='x']/CRS}.
 */
record Xml(Node node) {

  // A name that is neither an attribute, a function, an axis nor a literal.
  private static final Pattern NAMES =
      Pattern.compile(
          "'[^']*'|@[\\w:-]+|[\\w-]+\\(|[\\w-]+::|\\b(?:and|or)\\b|([A-Za-z_][\\w.-]*)");

  static Xml parse(byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      // WMS 1.1.1 names its DTD; nothing is fetched.
      factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      return new Xml(factory.newDocumentBuilder().parse(new ByteArrayInputStream(document)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }

  /** Text of every match, stripped. */
  List<String> texts(String path) {
    return all(path).stream().map(n -> n.node.getTextContent().strip()).toList();
  }

  /** Text of the first match, empty when there is none. */
  String text(String path) {
    return texts(path).stream().findFirst().orElse("");
  }

  List<Xml> all(String path) {
    try {
      XPath xpath = XPathFactory.newInstance().newXPath();
      NodeList found = (NodeList) xpath.evaluate(local(path), node, XPathConstants.NODESET);
      List<Xml> nodes = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        nodes.add(new Xml(found.item(i)));
      }
      return nodes;
    } catch (XPathExpressionException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private static String local(String path) {
    return NAMES
        .matcher(path)
        .replaceAll(
            match ->
                match.group(1) == null
                    ? match.group().replace("$", "\\$")
                    : "*[local-name()='" + match.group(1) + "']");
  }
}
