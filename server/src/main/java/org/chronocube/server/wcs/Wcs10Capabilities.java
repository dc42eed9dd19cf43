// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.server.datadir.Configuration;
import org.chronocube.server.datadir.ServiceSettings;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.time.TimeInterval;

/** Writes WCS_Capabilities (OGC 03-065r6, clause 7). */
final class Wcs10Capabilities {

  private static final String WCS = "http://www.opengis.net/wcs";

  private final Configuration configuration;
  private final URI url;

  Wcs10Capabilities(Configuration configuration, URI url) {
    this.configuration = configuration;
    this.url = url;
  }

  void write(List<Coverage> coverages, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      declare(xml, "wcsCapabilities.xsd");
      xml.open("wcs:WCS_Capabilities", "version", Wcs10.VERSION);
      service(xml);
      xml.open("wcs:Capability").open("wcs:Request");
      for (String operation : List.of("GetCapabilities", "DescribeCoverage", "GetCoverage")) {
        xml.open("wcs:" + operation).open("wcs:DCPType").open("wcs:HTTP").open("wcs:Get");
        xml.empty("wcs:OnlineResource", "xlink:href", url + "?");
        xml.end().end().end();
        xml.open("wcs:DCPType").open("wcs:HTTP").open("wcs:Post");
        xml.empty("wcs:OnlineResource", "xlink:href", url.toString());
        xml.end().end().end().end();
      }
      xml.end();
      xml.open("wcs:Exception").element("wcs:Format", "application/vnd.ogc.se_xml").end();
      xml.end();
      xml.open("wcs:ContentMetadata");
      for (Coverage coverage : coverages) {
        xml.open("wcs:CoverageOfferingBrief");
        brief(xml, coverage);
        xml.end();
      }
      xml.end();
      xml.end();
    }
  }

  static void declare(XmlWriter xml, String schema) {
    xml.declare("wcs", WCS)
        .declare("gml", "http://www.opengis.net/gml")
        .declare("xlink", "http://www.w3.org/1999/xlink");
    xml.schemaLocation(WCS, "http://schemas.opengis.net/wcs/1.0.0/" + schema);
  }

  private void service(XmlWriter xml) throws IOException {
    ServiceSettings wcs = configuration.wcs();
    xml.open("wcs:Service");
    xml.optional("wcs:description", wcs.description());
    xml.element("wcs:name", wcs.name());
    xml.element("wcs:label", wcs.title());
    keywords(xml, wcs.keywords());
    xml.element("wcs:fees", wcs.fees());
    xml.element("wcs:accessConstraints", wcs.accessConstraints());
    xml.end();
  }

  private static void keywords(XmlWriter xml, List<String> keywords) throws IOException {
    if (!keywords.isEmpty()) {
      xml.open("wcs:keywords");
      for (String keyword : keywords) {
        xml.element("wcs:keyword", keyword);
      }
      xml.end();
    }
  }

  /** What capabilities and descriptions say of a coverage. */
  static void brief(XmlWriter xml, Coverage coverage) throws IOException {
    xml.optional("wcs:description", coverage.layer().description());
    xml.element("wcs:name", coverage.layer().prefixedName());
    xml.element("wcs:label", coverage.layer().title());
    Extent box =
        coverage
            .datacube()
            .crs()
            .transform(
                coverage.cube().grid().extent(), coverage.cube().grid().crs(), CrsRegistry.WGS84);
    xml.open("wcs:lonLatEnvelope", "srsName", "urn:ogc:def:crs:OGC:1.3:CRS84");
    xml.element("gml:pos", box.minX() + " " + box.minY());
    xml.element("gml:pos", box.maxX() + " " + box.maxY());
    Optional<TimeInterval> time = coverage.hasTime() ? coverage.timeBounds() : Optional.empty();
    if (time.isPresent()) {
      xml.element("gml:timePosition", GmlCoverage.text(time.get().start()));
      xml.element("gml:timePosition", GmlCoverage.text(time.get().last()));
    }
    xml.end();
    keywords(xml, coverage.layer().keywords());
  }
}
