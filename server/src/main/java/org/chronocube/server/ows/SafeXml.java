// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Parses XML from outside: no DTD, no external entity, no XInclude, bounded depth. And small steps
 * through a document by local name, for documents whose prefixes and namespace versions vary.
 */
public final class SafeXml {

  private static final String MAX_DEPTH = "200";

  private SafeXml() {}

  /**
   * The root of a document.
   *
   * @throws OwsException {@code NoApplicableCode} when it is not well-formed or declares a DTD
   */
  public static Element parse(InputStream in) throws IOException {
    return parse(new InputSource(in));
  }

  /** The root of a document given as text. */
  public static Element parse(String text) {
    try {
      return parse(new InputSource(new StringReader(text)));
    } catch (IOException e) {
      throw new IllegalStateException("text cannot fail to be read", e);
    }
  }

  private static Element parse(InputSource source) throws IOException {
    try {
      Document document = builder().parse(source);
      return document.getDocumentElement();
    } catch (SAXParseException e) {
      throw new OwsException(
          OwsException.NO_APPLICABLE_CODE,
          null,
          "XML must be well-formed and without DTD, line "
              + e.getLineNumber()
              + ": "
              + e.getMessage(),
          e);
    } catch (SAXException e) {
      throw new OwsException(
          OwsException.NO_APPLICABLE_CODE, null, "XML cannot be read: " + e.getMessage(), e);
    }
  }

  private static DocumentBuilder builder() {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
    try {
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setAttribute("jdk.xml.maxElementDepth", MAX_DEPTH);
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setCoalescing(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Throwing());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's XML parser must have its safety features", e);
    }
  }

  /** Child elements, all or those of a local name in any namespace. */
  public static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e) {
        found.add(e);
      }
    }
    return found;
  }

  public static List<Element> children(Element parent, String localName) {
    return children(parent).stream().filter(e -> localName.equals(e.getLocalName())).toList();
  }

  /** First child of a local name in any namespace. */
  public static Optional<Element> child(Element parent, String localName) {
    return children(parent, localName).stream().findFirst();
  }

  /** First descendant reached through children of these local names. */
  public static Optional<Element> path(Element parent, String... localNames) {
    Optional<Element> at = Optional.of(parent);
    for (String name : localNames) {
      at = at.flatMap(e -> child(e, name));
    }
    return at;
  }

  /** Text of a descendant, stripped; empty when it is absent or blank. */
  public static Optional<String> text(Element parent, String... localNames) {
    return path(parent, localNames).map(SafeXml::text).filter(t -> !t.isEmpty());
  }

  /** Text of an element, stripped. */
  public static String text(Element element) {
    return element.getTextContent().strip();
  }

  /** An attribute without regard to namespace; empty when absent or blank. */
  public static Optional<String> attribute(Element element, String localName) {
    var attributes = element.getAttributes();
    for (int i = 0; i < attributes.getLength(); i++) {
      Node a = attributes.item(i);
      String name = a.getLocalName() == null ? a.getNodeName() : a.getLocalName();
      if (name.equals(localName) && !a.getNodeValue().isBlank()) {
        return Optional.of(a.getNodeValue().strip());
      }
    }
    return Optional.empty();
  }

  /** The default handler prints to standard error. */
  private static final class Throwing implements ErrorHandler {

    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }
}
