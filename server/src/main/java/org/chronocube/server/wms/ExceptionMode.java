// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.util.Locale;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;

/** How a client wants to be told of errors (the EXCEPTIONS parameter). */
enum ExceptionMode {
  XML,
  /** Drawn on the map. */
  IN_IMAGE,
  /** A blank map. */
  BLANK;

  /** What the parameters ask for. */
  static ExceptionMode of(Kvp kvp) {
    String text = kvp.get("EXCEPTIONS").orElse("XML").toLowerCase(Locale.ROOT);
    return switch (text) {
      case "xml", "text/xml", "application/xml", "application/vnd.ogc.se_xml" -> XML;
      case "inimage", "application/vnd.ogc.se_inimage" -> IN_IMAGE;
      case "blank", "application/vnd.ogc.se_blank" -> BLANK;
      default ->
          throw new OwsException(
              WmsCodes.INVALID_FORMAT,
              "exceptions",
              "exceptions must be XML, INIMAGE or BLANK, was " + text);
    };
  }
}
