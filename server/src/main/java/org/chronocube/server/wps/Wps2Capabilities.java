// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wps;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import org.chronocube.server.ows.XmlWriter;

/** Writes wps:Capabilities of version 2.0.0. */
final class Wps2Capabilities {

  private Wps2Capabilities() {}

  static void write(WpsSettings settings, ProcessDirectory processes, URI service, OutputStream out)
      throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      Wps2Xml.declare(xml);
      xml.open("wps:Capabilities", "service", "WPS", "version", "2.0.0");
      ServiceIdentification.write(xml, settings, "2.0.0", "1.0.0");
      xml.open("ows:ServiceProvider");
      xml.element("ows:ProviderName", settings.title());
      xml.empty("ows:ServiceContact");
      xml.end();
      operations(service, xml);
      xml.open("wps:Contents");
      for (ProcessInfo process : processes.all()) {
        xml.open("wps:ProcessSummary", Wps2Descriptions.properties(process));
        Wps2Xml.description(xml, process.identifier(), process.title(), process.description());
        xml.end();
      }
      xml.end();
      xml.end();
    }
  }

  private static void operations(URI service, XmlWriter xml) throws IOException {
    xml.open("ows:OperationsMetadata");
    for (String operation :
        List.of(
            "GetCapabilities", "DescribeProcess", "Execute", "GetStatus", "GetResult", "Dismiss")) {
      xml.open("ows:Operation", "name", operation);
      xml.open("ows:DCP");
      xml.open("ows:HTTP");
      if (!operation.equals("Execute")) {
        xml.empty("ows:Get", "xlink:href", service + "?");
      }
      xml.empty("ows:Post", "xlink:href", service.toString());
      xml.end().end().end();
    }
    xml.end();
  }
}
