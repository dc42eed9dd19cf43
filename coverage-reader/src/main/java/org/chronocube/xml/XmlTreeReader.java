// SPDX-License-Identifier: Apache-2.0
package org.chronocube.xml;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Makes the tree. Document type definitions and external entities are refused. */
final class XmlTreeReader {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_ELEMENTS = 2_000_000;

  private final String document;
  private final Set<String> skipped;
  private int elements;

  XmlTreeReader(String document, Set<String> skipped) {
    this.document = document;
    this.skipped = skipped;
  }

  XmlElement read(InputStream in) {
    try {
      XMLStreamReader reader = XmlStreams.open(in);
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
    Map<String, String> attributes = XmlStreams.attributes(reader);
    List<XmlElement> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; ) {
      if (event == XMLStreamConstants.START_ELEMENT) {
        if (skipped.contains(reader.getLocalName())) {
          XmlStreams.skip(reader);
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
}
