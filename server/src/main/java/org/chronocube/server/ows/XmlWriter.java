// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes an indented UTF-8 document. Namespaces are declared before the root is opened and written
 * there, once; elements and attributes are named {@code prefix:local}. Text is escaped, and
 * characters XML cannot hold become U+FFFD.
 *
 * <pre>{@code
 * try (XmlWriter xml = new XmlWriter(out)) {
 *   xml.declare("ows", "http://www.opengis.net/ows/2.0");
 *   xml.open("ows:ExceptionReport", "version", "2.0.0");
 *   xml.element("ows:Exception", "text", "exceptionCode", "NoApplicableCode");
 *   xml.end();
 * }
 * }</pre>
 */
public final class XmlWriter implements AutoCloseable {

  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newDefaultFactory();
  private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  private static final class Level {
    private boolean hasChildren;
  }

  private final Writer sink;
  private final XMLStreamWriter xml;
  private final Map<String, String> namespaces = new LinkedHashMap<>();
  private final Map<String, String> schemaLocations = new LinkedHashMap<>();
  private final Deque<Level> levels = new ArrayDeque<>();
  private boolean rooted;

  /** Writes to a stream, which stays open; {@link #close} flushes. */
  public XmlWriter(OutputStream out) {
    this.sink = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    try {
      xml = FACTORY.createXMLStreamWriter(sink);
      xml.writeStartDocument("UTF-8", "1.0");
    } catch (XMLStreamException e) {
      throw new IllegalStateException("no XML writer", e);
    }
  }

  /** Declares a prefix on the root; the empty prefix is the default namespace. */
  public XmlWriter declare(String prefix, String namespace) {
    requireUnrooted();
    namespaces.put(prefix, namespace);
    return this;
  }

  /** Adds to the root's {@code xsi:schemaLocation}. */
  public XmlWriter schemaLocation(String namespace, String url) {
    requireUnrooted();
    namespaces.put("xsi", XSI);
    schemaLocations.put(namespace, url);
    return this;
  }

  /** A document type declaration, before the root is opened. */
  public XmlWriter documentType(String root, String systemId) throws IOException {
    requireUnrooted();
    try {
      xml.writeDTD("\n<!DOCTYPE " + root + " SYSTEM \"" + systemId + "\">");
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return this;
  }

  /**
   * Opens an element. Attributes are name, value pairs; one whose value is null is left out. {@code
   * xmlns:p} declares a prefix here, for documents whose DTD wants it so.
   */
  public XmlWriter open(String name, String... attributes) throws IOException {
    try {
      indent();
      start(name, false);
      writeAttributes(attributes);
      levels.push(new Level());
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return this;
  }

  /** Closes the element opened last. */
  public XmlWriter end() throws IOException {
    try {
      if (levels.pop().hasChildren) {
        newLine(levels.size());
      }
      xml.writeEndElement();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return this;
  }

  /** An element with text; null or empty text makes it empty. */
  public XmlWriter element(String name, String text, String... attributes) throws IOException {
    boolean empty = text == null || text.isEmpty();
    try {
      indent();
      start(name, empty);
      writeAttributes(attributes);
      if (!empty) {
        xml.writeCharacters(clean(text));
        xml.writeEndElement();
      }
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return this;
  }

  /** An empty element. */
  public XmlWriter empty(String name, String... attributes) throws IOException {
    return element(name, null, attributes);
  }

  /** An element with text, left out when the text is null or blank. */
  public XmlWriter optional(String name, String text, String... attributes) throws IOException {
    return text == null || text.isBlank() ? this : element(name, text, attributes);
  }

  /** An element with text, left out when there is none. */
  public XmlWriter optional(String name, Optional<String> text, String... attributes)
      throws IOException {
    return optional(name, text.orElse(null), attributes);
  }

  /** Text inside the open element, on its line. */
  public XmlWriter text(String text) throws IOException {
    try {
      xml.writeCharacters(clean(text));
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return this;
  }

  /** A CDATA section inside the open element. */
  public XmlWriter cdata(String text) throws IOException {
    try {
      xml.writeCData(clean(text).replace("]]>", "]]]]><![CDATA[>"));
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
    return this;
  }

  /** Ends the document; every element must be closed. */
  @Override
  public void close() throws IOException {
    try {
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.flush();
      sink.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e);
    }
  }

  private void start(String name, boolean empty) throws XMLStreamException {
    int colon = name.indexOf(':');
    String prefix = colon < 0 ? "" : name.substring(0, colon);
    String local = name.substring(colon + 1);
    String namespace = namespaces.get(prefix);
    if (namespace == null && !prefix.isEmpty()) {
      throw new IllegalArgumentException("prefix must be declared, was " + prefix);
    }
    // The stream writer is not told of namespaces: they are written once, on the root, by hand.
    if (empty) {
      xml.writeEmptyElement(prefix, local, namespace == null ? "" : namespace);
    } else {
      xml.writeStartElement(prefix, local, namespace == null ? "" : namespace);
    }
    if (!rooted) {
      rooted = true;
      writeNamespaces();
    }
  }

  private void writeNamespaces() throws XMLStreamException {
    for (Map.Entry<String, String> e : namespaces.entrySet()) {
      if (e.getKey().isEmpty()) {
        xml.writeDefaultNamespace(e.getValue());
      } else {
        xml.writeNamespace(e.getKey(), e.getValue());
      }
    }
    if (!schemaLocations.isEmpty()) {
      String pairs =
          schemaLocations.entrySet().stream()
              .map(e -> e.getKey() + " " + e.getValue())
              .collect(Collectors.joining(" "));
      xml.writeAttribute("xsi", XSI, "schemaLocation", pairs);
    }
  }

  private void writeAttributes(String... attributes) throws XMLStreamException {
    if (attributes.length % 2 != 0) {
      throw new IllegalArgumentException("attributes must be pairs, were " + attributes.length);
    }
    for (int i = 0; i < attributes.length; i += 2) {
      if (attributes[i + 1] == null) {
        continue;
      }
      String name = attributes[i];
      int colon = name.indexOf(':');
      String value = clean(attributes[i + 1]);
      String prefix = colon < 0 ? "" : name.substring(0, colon);
      if (colon < 0) {
        xml.writeAttribute(name, value);
      } else if (prefix.equals("xmlns")) {
        xml.writeNamespace(name.substring(colon + 1), value);
        namespaces.put(name.substring(colon + 1), value);
      } else {
        String namespace =
            prefix.equals("xml") ? "http://www.w3.org/XML/1998/namespace" : namespaces.get(prefix);
        if (namespace == null) {
          throw new IllegalArgumentException("prefix must be declared, was " + prefix);
        }
        xml.writeAttribute(prefix, namespace, name.substring(colon + 1), value);
      }
    }
  }

  private void indent() throws XMLStreamException {
    if (!levels.isEmpty()) {
      levels.peek().hasChildren = true;
    }
    newLine(levels.size());
  }

  private void newLine(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }

  private void requireUnrooted() {
    if (rooted) {
      throw new IllegalStateException("namespaces must be declared before the root is opened");
    }
  }

  // XML 1.0 clause 2.2: the characters a document can hold.
  private static String clean(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r')
          || c == 0xFFFE
          || c == 0xFFFF
          || Character.isSurrogate(c)) {
        return cleaned(text);
      }
    }
    return text;
  }

  private static String cleaned(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(
            c -> {
              boolean bad =
                  (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
                      || (c >= 0xD800 && c <= 0xDFFF)
                      || c == 0xFFFE
                      || c == 0xFFFF;
              return bad ? 0xFFFD : c;
            })
        .forEach(out::appendCodePoint);
    return out.toString();
  }
}
