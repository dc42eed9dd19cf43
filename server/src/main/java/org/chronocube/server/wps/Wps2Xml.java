// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.chronocube.server.ows.XmlWriter;

/** What the documents of version 2.0.0 share. */
final class Wps2Xml {

  static final String WPS = "http://www.opengis.net/wps/2.0";

  private Wps2Xml() {}

  /** Declares the prefixes, before the root is opened. */
  static void declare(XmlWriter xml) {
    xml.declare("wps", WPS);
    xml.declare("ows", "http://www.opengis.net/ows/2.0");
    xml.declare("xlink", "http://www.w3.org/1999/xlink");
    xml.schemaLocation(WPS, "http://schemas.opengis.net/wps/2.0/wps.xsd");
  }

  static void description(XmlWriter xml, String id, String title, String text) throws IOException {
    xml.element("ows:Title", title == null || title.isBlank() ? id : title);
    xml.optional("ows:Abstract", text);
    xml.element("ows:Identifier", id);
  }

  /** A time in whole seconds. */
  static String time(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
