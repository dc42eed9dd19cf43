// SPDX-License-Identifier: Apache-2.0
package org.chronocube.xml;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Makes the tree. Document type definitions and external entities are refused. */
final class XmlTreeReader {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 2_000_000;
  private static final XMLInputFactory FACTORY = factory();

  private final String document;
  private final Set<String> skipped;
  private int elements;

  XmlTreeReader(String document, Set<String> skipped) {
    this.document = document;
    this.skipped = skipped;
  }

  XmlElement read(InputStream in) {
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(in);
      try {
        while (reader.next() != XMLStreamConstants.START_ELEMENT) {
          refuseDefinition(reader.getEventType());
        }
        XmlElement root = element(reader, 1);
        while (reader.hasNext()) {
          reader.next();
        }
        return root;
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new XmlException(document + " must be XML: " + e.getMessage(), e);
    }
  }

  private void refuseDefinition(int event) {
    if (event == XMLStreamConstants.DTD) {
      throw new XmlException(document + " must have no document type definition");
    }
  }

  /** Reads the element at whose start the reader is, up to its end. */
  private XmlElement element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > MAX_DEPTH || ++elements > MAX_ELEMENTS) {
      throw new XmlException(
          document + " must have at most " + MAX_ELEMENTS + " elements, nested " + MAX_DEPTH);
    }
    String name = reader.getLocalName();
    Map<String, String> attributes = attributes(reader);
    List<XmlElement> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; ) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (skipped.contains(reader.getLocalName())) {
          skip(reader);
        } else {
          children.add(element(reader, depth + 1));
        }
      } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
        text.append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
      }
      event = reader.next();
    }
    return new XmlElement(
        name,
        attributes,
        text.toString().strip(),
        Collections.unmodifiableList(children),
        document);
  }

  private static void skip(XMLStreamReader reader) throws XMLStreamException {
    for (int open = 1; open > 0; ) {
      int event = reader.next();
      open += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
      open -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
    }
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
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
