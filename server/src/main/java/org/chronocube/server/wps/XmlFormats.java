// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.util.List;
import org.chronocube.server.ows.XmlWriter;
import org.w3c.dom.Element;

/** Elements of any vocabulary as XML. */
final class XmlFormats {

  private XmlFormats() {}

  static Format any() {
    Format.Fragment fragment = (value, xml) -> XmlTree.write((Element) value, xml);
    return new Format(
        "text/xml",
        List.of("application/xml"),
        null,
        "xml",
        false,
        Payload::xml,
        (value, out) -> {
          try (XmlWriter xml = new XmlWriter(out)) {
            fragment.write(value, xml);
          }
        },
        fragment);
  }
}
