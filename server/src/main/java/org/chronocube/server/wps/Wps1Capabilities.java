// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import org.chronocube.server.ows.XmlWriter;

/** Writes wps:Capabilities (OGC 05-007r7 clause 8.3). */
final class Wps1Capabilities {

  private Wps1Capabilities() {}

  static void write(WpsSettings settings, ProcessDirectory processes, URI service, OutputStream out)
      throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      Wps1Xml.declare(xml, "wpsGetCapabilities_response.xsd");
      xml.open("wps:Capabilities", "service", "WPS", "version", "1.0.0", "xml:lang", "en");
      ServiceIdentification.write(xml, settings, "1.0.0");
      provider(settings, xml);
      operations(service, xml);
      xml.open("wps:ProcessOfferings");
      for (ProcessInfo process : processes.all()) {
        xml.open("wps:Process", "wps:processVersion", process.version());
        Wps1Xml.description(xml, process.identifier(), process.title(), process.description());
        xml.end();
      }
      xml.end();
      xml.open("wps:Languages");
      xml.open("wps:Default").element("ows:Language", "en").end();
      xml.open("wps:Supported").element("ows:Language", "en").end();
      xml.end();
      xml.end();
    }
  }

  private static void provider(WpsSettings settings, XmlWriter xml) throws IOException {
    xml.open("ows:ServiceProvider");
    xml.element("ows:ProviderName", settings.title());
    xml.empty("ows:ServiceContact");
    xml.end();
  }

  private static void operations(URI service, XmlWriter xml) throws IOException {
    xml.open("ows:OperationsMetadata");
    for (String operation : List.of("GetCapabilities", "DescribeProcess", "Execute")) {
      xml.open("ows:Operation", "name", operation);
      xml.open("ows:DCP");
      xml.open("ows:HTTP");
      xml.empty("ows:Get", "xlink:href", service + "?");
      xml.empty("ows:Post", "xlink:href", service.toString());
      xml.end().end().end();
    }
    xml.end();
  }
}
