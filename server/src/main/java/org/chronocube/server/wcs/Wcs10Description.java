// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chronocube.cube.CubeBand;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.encode.SampleEncoding;
import org.chronocube.server.ows.XmlWriter;

/** Writes CoverageDescription (OGC 03-065r6, clause 8). */
final class Wcs10Description {

  private static final TemporalDomain TIMES =
      new TemporalDomain(
          "wcs:temporalDomain", "wcs:timePeriod", "wcs:beginPosition", "wcs:endPosition");

  /** Name of the axis of bands, and so of the parameter that selects some. */
  static final String BANDS = "Band";

  private Wcs10Description() {}

  static void write(List<Coverage> coverages, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      Wcs10Capabilities.declare(xml, "describeCoverage.xsd");
      xml.open("wcs:CoverageDescription", "version", Wcs10.VERSION);
      for (Coverage coverage : coverages) {
        write(xml, coverage);
      }
      xml.end();
    }
  }

  private static void write(XmlWriter xml, Coverage coverage) throws IOException {
    xml.open("wcs:CoverageOffering");
    Wcs10Capabilities.brief(xml, coverage);
    xml.open("wcs:domainSet");
    spatialDomain(xml, coverage.cube().grid());
    TIMES.write(xml, coverage);
    xml.end();
    rangeSet(xml, coverage);
    Set<String> crs = new LinkedHashSet<>(List.of(coverage.cube().grid().crs()));
    crs.addAll(List.of("EPSG:4326", "EPSG:3857"));
    xml.open("wcs:supportedCRSs");
    for (String name : crs) {
      xml.element("wcs:requestResponseCRSs", name);
    }
    xml.element("wcs:nativeCRSs", coverage.cube().grid().crs());
    xml.end();
    xml.open("wcs:supportedFormats", "nativeFormat", "GeoTIFF");
    for (String format : List.of("GeoTIFF", "NetCDF", "PNG", "JPEG")) {
      xml.element("wcs:formats", format);
    }
    xml.end();
    xml.open("wcs:supportedInterpolations", "default", "nearest neighbor");
    for (String method : List.of("nearest neighbor", "bilinear", "bicubic")) {
      xml.element("wcs:interpolationMethod", method);
    }
    xml.end();
    xml.end();
  }

  private static void spatialDomain(XmlWriter xml, GeoBox grid) throws IOException {
    Extent extent = grid.extent();
    Affine t = grid.affine();
    xml.open("wcs:spatialDomain");
    xml.open("gml:Envelope", "srsName", grid.crs());
    xml.element("gml:pos", extent.minX() + " " + extent.minY());
    xml.element("gml:pos", extent.maxX() + " " + extent.maxY());
    xml.end();
    xml.open("gml:RectifiedGrid", "dimension", "2");
    xml.open("gml:limits").open("gml:GridEnvelope");
    xml.element("gml:low", "0 0");
    xml.element("gml:high", (grid.width() - 1) + " " + (grid.height() - 1));
    xml.end().end();
    xml.element("gml:axisName", "x");
    xml.element("gml:axisName", "y");
    xml.open("gml:origin");
    xml.element("gml:pos", t.x(0.5, 0.5) + " " + t.y(0.5, 0.5));
    xml.end();
    xml.element("gml:offsetVector", t.a() + " " + t.d());
    xml.element("gml:offsetVector", t.b() + " " + t.e());
    xml.end();
    xml.end();
  }

  private static void rangeSet(XmlWriter xml, Coverage coverage) throws IOException {
    xml.open("wcs:rangeSet").open("wcs:RangeSet");
    xml.element("wcs:name", coverage.layer().name());
    xml.element("wcs:label", coverage.layer().title());
    xml.open("wcs:axisDescription").open("wcs:AxisDescription");
    xml.element("wcs:name", BANDS);
    xml.element("wcs:label", BANDS);
    xml.open("wcs:values");
    for (CubeBand band : coverage.cube().bands()) {
      xml.element("wcs:singleValue", band.band().name());
    }
    xml.end().end().end();
    SampleEncoding encoding =
        SampleEncoding.common(coverage.cube().bands().stream().map(CubeBand::band).toList());
    xml.open("wcs:nullValues");
    xml.element("wcs:singleValue", Double.isNaN(encoding.noData()) ? "NaN" : encoding.noDataText());
    xml.end();
    xml.end().end();
  }
}
