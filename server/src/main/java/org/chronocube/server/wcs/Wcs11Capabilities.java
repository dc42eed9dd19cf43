// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.GlobalSettings.Contact;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.ows.XmlWriter;

/** Writes Capabilities (OGC 07-067r2, clause 8.3, over OWS Common 1.1). */
final class Wcs11Capabilities {

  static final Set<String> SECTIONS =
      Set.of("All", "ServiceIdentification", "ServiceProvider", "OperationsMetadata", "Contents");

  private final Configuration configuration;
  private final URI url;
  private final Set<String> sections;

  /**
   * @param sections to write; empty for all
   */
  Wcs11Capabilities(Configuration configuration, URI url, Set<String> sections) {
    this.configuration = configuration;
    this.url = url;
    this.sections = sections;
  }

  void write(List<Coverage> coverages, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      Wcs11.declare(xml, "wcsGetCapabilities.xsd");
      xml.open("wcs:Capabilities", "version", Wcs11.VERSION);
      if (has("ServiceIdentification")) {
        identification(xml);
      }
      if (has("ServiceProvider")) {
        provider(xml);
      }
      if (has("OperationsMetadata")) {
        operations(xml);
      }
      if (has("Contents")) {
        contents(xml, coverages);
      }
      xml.end();
    }
  }

  private boolean has(String section) {
    return sections.isEmpty() || sections.contains("All") || sections.contains(section);
  }

  private void identification(XmlWriter xml) throws IOException {
    ServiceSettings wcs = configuration.wcs();
    xml.open("ows:ServiceIdentification");
    xml.element("ows:Title", wcs.title());
    xml.optional("ows:Abstract", wcs.description());
    keywords(xml, wcs.keywords());
    xml.element("ows:ServiceType", "WCS");
    for (String version : List.of(Wcs11.VERSION, Wcs10.VERSION, WcsService.VERSION)) {
      xml.element("ows:ServiceTypeVersion", version);
    }
    xml.element("ows:Fees", wcs.fees());
    xml.element("ows:AccessConstraints", wcs.accessConstraints());
    xml.end();
  }

  static void keywords(XmlWriter xml, List<String> keywords) throws IOException {
    if (!keywords.isEmpty()) {
      xml.open("ows:Keywords");
      for (String keyword : keywords) {
        xml.element("ows:Keyword", keyword);
      }
      xml.end();
    }
  }

  private void provider(XmlWriter xml) throws IOException {
    Contact contact = configuration.global().contact();
    xml.open("ows:ServiceProvider");
    xml.element("ows:ProviderName", contact.organization().orElse("Chronocube"));
    if (contact.onlineResource().isPresent()) {
      xml.empty("ows:ProviderSite", "xlink:href", contact.onlineResource().get());
    }
    xml.open("ows:ServiceContact");
    xml.optional("ows:IndividualName", contact.person());
    xml.optional("ows:PositionName", contact.position());
    xml.end();
    xml.end();
  }

  private void operations(XmlWriter xml) throws IOException {
    xml.open("ows:OperationsMetadata");
    for (String operation : List.of("GetCapabilities", "DescribeCoverage", "GetCoverage")) {
      xml.open("ows:Operation", "name", operation);
      xml.open("ows:DCP").open("ows:HTTP");
      xml.empty("ows:Get", "xlink:href", url + "?");
      xml.end().end();
      xml.open("ows:DCP").open("ows:HTTP");
      xml.empty("ows:Post", "xlink:href", url.toString());
      xml.end().end();
      if (operation.equals("GetCoverage")) {
        xml.open("ows:Parameter", "name", "store");
        xml.open("ows:AllowedValues").element("ows:Value", "False").end();
        xml.end();
      }
      xml.end();
    }
    xml.open("ows:Constraint", "name", "PostEncoding");
    xml.open("ows:AllowedValues").element("ows:Value", "XML").end();
    xml.end();
    xml.end();
  }

  private static void contents(XmlWriter xml, List<Coverage> coverages) throws IOException {
    xml.open("wcs:Contents");
    for (Coverage coverage : coverages) {
      Extent box =
          coverage
              .datacube()
              .crs()
              .transform(
                  coverage.cube().grid().extent(), coverage.cube().grid().crs(), CrsRegistry.WGS84);
      xml.open("wcs:CoverageSummary");
      xml.element("ows:Title", coverage.title());
      xml.optional("ows:Abstract", coverage.layer().description());
      keywords(xml, coverage.layer().keywords());
      xml.open("ows:WGS84BoundingBox");
      xml.element("ows:LowerCorner", box.minX() + " " + box.minY());
      xml.element("ows:UpperCorner", box.maxX() + " " + box.maxY());
      xml.end();
      xml.element("wcs:SupportedCRS", Wcs11.urn(coverage.cube().grid().crs()));
      for (String format : OutputFormat.mediaTypes()) {
        xml.element("wcs:SupportedFormat", format);
      }
      xml.element("wcs:Identifier", coverage.layer().prefixedName());
      xml.end();
    }
    xml.end();
  }
}
