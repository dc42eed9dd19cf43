// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.chronocube.server.ows.SafeXml;
import org.w3c.dom.Element;

/** The content of an input, in the form in which it came. */
sealed interface Payload {

  /** Characters, from a literal, a CDATA section or a key-value pair. */
  record Text(String value) implements Payload {}

  /** An element inside the request document. */
  record Xml(Element root) implements Payload {}

  /** Bytes, from base64 or from a reference. */
  record Bytes(byte[] value) implements Payload {}

  /** An ows:BoundingBox. Corners are in the order of the CRS name. */
  record Box(String crs, List<Double> lower, List<Double> upper) implements Payload {

    public Box {
      lower = List.copyOf(lower);
      upper = List.copyOf(upper);
    }
  }

  /** An address to get the content from. */
  record Reference(String href) implements Payload {}

  /** As characters; base64 is not undone. */
  default String text() {
    if (this instanceof Text text) {
      return text.value();
    }
    if (this instanceof Bytes bytes) {
      return new String(bytes.value(), StandardCharsets.UTF_8);
    }
    if (this instanceof Xml xml) {
      return SafeXml.text(xml.root());
    }
    throw new IllegalArgumentException("a value must be given as text");
  }

  /** As an element; text is parsed. */
  default Element xml() {
    return this instanceof Xml xml ? xml.root() : SafeXml.parse(text().strip());
  }

  /** As bytes; text is taken as base64. */
  default byte[] bytes() {
    return this instanceof Bytes bytes
        ? bytes.value()
        : Base64.getMimeDecoder().decode(text().strip());
  }
}
