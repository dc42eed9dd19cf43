// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import org.chronocube.server.ows.XmlWriter;

/** Who the service is (OWS Common 1.1 and 2.0, 7.4.4), alike in all versions of WPS. */
final class ServiceIdentification {

  private ServiceIdentification() {}

  /**
   * @param versions offered, as this version of the document names them
   */
  static void write(XmlWriter xml, WpsSettings settings, String... versions) throws IOException {
    xml.open("ows:ServiceIdentification");
    xml.element("ows:Title", settings.title());
    xml.optional("ows:Abstract", settings.description());
    if (!settings.keywords().isEmpty()) {
      xml.open("ows:Keywords");
      for (String keyword : settings.keywords()) {
        xml.element("ows:Keyword", keyword);
      }
      xml.end();
    }
    xml.element("ows:ServiceType", "WPS");
    for (String version : versions) {
      xml.element("ows:ServiceTypeVersion", version);
    }
    xml.element("ows:Fees", "NONE");
    xml.element("ows:AccessConstraints", "NONE");
    xml.end();
  }
}
