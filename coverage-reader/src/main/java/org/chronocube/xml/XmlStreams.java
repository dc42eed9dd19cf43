// SPDX-License-Identifier: Apache-2.0
package org.chronocube.xml;

import java.io.InputStream;
import java.io.StringReader;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Streams of XML that others have written: external entities are not resolved, and document type
 * definitions are reported as events, for the caller to refuse.
 */
public final class XmlStreams {

  private static final XMLInputFactory FACTORY = factory();

  private XmlStreams() {}

  /** Opens a document; the caller closes both. */
  public static XMLStreamReader open(InputStream in) throws XMLStreamException {
    return FACTORY.createXMLStreamReader(in);
  }

  /** Opens a document that is text already. */
  public static XMLStreamReader open(String xml) throws XMLStreamException {
    return FACTORY.createXMLStreamReader(new StringReader(xml));
  }

  /** Passes over the element at whose start a reader is, up to its end. */
  public static void skip(XMLStreamReader reader) throws XMLStreamException {
    for (int open = 1; open > 0; ) {
      int event = reader.next();
      open += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      open -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }

  /** The attributes of the element at whose start a reader is, by local name. */
  public static Map<String, String> attributes(XMLStreamReader reader) {
    int count = reader.getAttributeCount();
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return Collections.unmodifiableMap(attributes);
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
