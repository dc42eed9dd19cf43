// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.net.URI;
import org.chronocube.server.ows.XmlWriter;

/** What the documents of version 1.0.0 share. */
final class Wps1Xml {

  private static final String WPS = "http://www.opengis.net/wps/1.0.0";

  private Wps1Xml() {}

  static void declare(XmlWriter xml, String schema) {
    xml.declare("wps", WPS);
    xml.declare("ows", "http://www.opengis.net/ows/1.1");
    xml.declare("xlink", "http://www.w3.org/1999/xlink");
    xml.declare("xs", "http://www.w3.org/2001/XMLSchema");
    xml.schemaLocation(WPS, "http://schemas.opengis.net/wps/1.0.0/" + schema);
  }

  static String capabilitiesUrl(URI service) {
    return service + "?service=WPS&version=1.0.0&request=GetCapabilities";
  }

  static void description(XmlWriter xml, String id, String title, String text) throws IOException {
    xml.element("ows:Identifier", id);
    xml.element("ows:Title", title == null || title.isBlank() ? id : title);
    xml.optional("ows:Abstract", text);
  }
}
