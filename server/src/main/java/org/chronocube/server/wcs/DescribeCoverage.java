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

  static final String GRID = "RectifiedGridCoverage";

  private DescribeCoverage() {}

  static void write(List<Coverage> coverages, boolean eo, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      xml.declare("wcs", "http://www.opengis.net/wcs/2.0");
      GmlCoverage.declare(xml);
      xml.declare("wcsgs", GmlCoverage.WCSGS);
      xml.schemaLocation(
          "http://www.opengis.net/wcs/2.0",
          "http://schemas.opengis.net/wcs/2.0/wcsDescribeCoverage.xsd");
      if (eo) {
        EoMetadata.declare(xml);
      }
      xml.open("wcs:CoverageDescriptions");
      for (Coverage coverage : coverages) {
        write(coverage, xml, eo && coverage.timeBounds().isPresent());
      }
      xml.end();
    }
  }

  /**
   * @param eo true to add what the Earth observation profile asks for
   */
  static void write(Coverage coverage, XmlWriter xml, boolean eo) throws IOException {
    String id = coverage.id();
    Axes axes = Axes.of(coverage.cube().grid().crs(), coverage.datacube().crs());
    GmlCoverage gml = new GmlCoverage(xml, id, coverage.cube().grid(), axes);
    Optional<TimeInterval> time = coverage.hasTime() ? coverage.timeBounds() : Optional.empty();
    xml.open("wcs:CoverageDescription", "gml:id", id);
    xml.optional("gml:description", coverage.layer().description());
    xml.element("gml:name", coverage.title());
    gml.boundedBy(time);
    xml.element("wcs:CoverageId", id);
    gml.coverageFunction();
    if (eo) {
      new EoMetadata(xml)
          .write(coverage, coverage.timeBounds().orElseThrow(), EoMetadata.footprint(coverage));
    }
    if (time.isPresent() && coverage.scene().isEmpty()) {
      gml.timeDomain(coverage, time.get());
    }
    gml.domainSet();
    gml.rangeType(coverage.cube().bands().stream().map(CubeBand::band).toList());
    xml.open("wcs:ServiceParameters");
    subtype(eo ? Optional.of(coverage) : Optional.empty(), xml);
    xml.element("wcs:nativeFormat", OutputFormat.GEOTIFF.mediaType());
    xml.end();
    xml.end();
  }

  /** The type of a coverage of the Earth observation profile, or of a plain one. */
  static void subtype(Optional<Coverage> eo, XmlWriter xml) throws IOException {
    xml.element("wcs:CoverageSubtype", eo.map(EoMetadata::subtype).orElse(GRID));
  }
}
