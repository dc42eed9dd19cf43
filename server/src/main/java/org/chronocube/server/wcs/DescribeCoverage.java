// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.chronocube.cube.CubeBand;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.time.TimeInterval;

/** Writes CoverageDescriptions (OGC 09-110r4, clause 8.3). */
final class DescribeCoverage {

  private DescribeCoverage() {}

  static void write(List<Coverage> coverages, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      xml.declare("wcs", "http://www.opengis.net/wcs/2.0");
      GmlCoverage.declare(xml);
      xml.declare("wcsgs", GmlCoverage.WCSGS);
      xml.schemaLocation(
          "http://www.opengis.net/wcs/2.0",
          "http://schemas.opengis.net/wcs/2.0/wcsDescribeCoverage.xsd");
      xml.open("wcs:CoverageDescriptions");
      for (Coverage coverage : coverages) {
        write(coverage, xml);
      }
      xml.end();
    }
  }

  private static void write(Coverage coverage, XmlWriter xml) throws IOException {
    String id = coverage.id();
    Axes axes = Axes.of(coverage.cube().grid().crs(), coverage.datacube().crs());
    GmlCoverage gml = new GmlCoverage(xml, id, coverage.cube().grid(), axes);
    Optional<TimeInterval> time = coverage.hasTime() ? coverage.timeBounds() : Optional.empty();
    xml.open("wcs:CoverageDescription", "gml:id", id);
    xml.optional("gml:description", coverage.layer().description());
    xml.element("gml:name", coverage.layer().title());
    gml.boundedBy(time);
    xml.element("wcs:CoverageId", id);
    gml.coverageFunction();
    if (time.isPresent()) {
      gml.timeDomain(coverage, time.get());
    }
    gml.domainSet();
    gml.rangeType(coverage.cube().bands().stream().map(CubeBand::band).toList());
    xml.open("wcs:ServiceParameters");
    xml.element("wcs:CoverageSubtype", "RectifiedGridCoverage");
    xml.element("wcs:nativeFormat", OutputFormat.GEOTIFF.mediaType());
    xml.end();
    xml.end();
  }
}
