// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CubeBand;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.encode.SampleEncoding;
import org.chronocube.server.ows.XmlWriter;

/** Writes CoverageDescriptions (OGC 07-067r2, clause 8.4). */
final class Wcs11Description {

  private static final TemporalDomain TIMES =
      new TemporalDomain(
          "wcs:TemporalDomain", "wcs:TimePeriod", "wcs:BeginPosition", "wcs:EndPosition");

  private Wcs11Description() {}

  static void write(List<Coverage> coverages, OutputStream out) throws IOException {
    try (XmlWriter xml = new XmlWriter(out)) {
      xml.declare("gml", "http://www.opengis.net/gml");
      Wcs11.declare(xml, "wcsDescribeCoverage.xsd");
      xml.open("wcs:CoverageDescriptions");
      for (Coverage coverage : coverages) {
        write(xml, coverage);
      }
      xml.end();
    }
  }

  private static void write(XmlWriter xml, Coverage coverage) throws IOException {
    xml.open("wcs:CoverageDescription");
    xml.element("ows:Title", coverage.title());
    xml.optional("ows:Abstract", coverage.layer().description());
    Wcs11Capabilities.keywords(xml, coverage.layer().keywords());
    xml.element("wcs:Identifier", coverage.layer().prefixedName());
    xml.open("wcs:Domain");
    spatialDomain(xml, coverage);
    TIMES.write(xml, coverage);
    xml.end();
    range(xml, coverage);
    Set<String> crs = new LinkedHashSet<>(List.of(coverage.cube().grid().crs()));
    crs.addAll(List.of("EPSG:4326", "EPSG:3857"));
    for (String id : crs) {
      xml.element("wcs:SupportedCRS", Wcs11.urn(id));
    }
    for (String format : OutputFormat.mediaTypes()) {
      xml.element("wcs:SupportedFormat", format);
    }
    xml.end();
  }

  private static void spatialDomain(XmlWriter xml, Coverage coverage) throws IOException {
    GeoBox grid = coverage.cube().grid();
    CrsRegistry registry = coverage.datacube().crs();
    Axes axes = Axes.of(grid.crs(), registry);
    Extent extent = grid.extent();
    Extent lonLat = registry.transform(extent, grid.crs(), CrsRegistry.WGS84);
    xml.open("wcs:SpatialDomain");
    box(
        xml,
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        lonLat.minX() + " " + lonLat.minY(),
        lonLat.maxX() + " " + lonLat.maxY());
    box(
        xml,
        Wcs11.urn(grid.crs()),
        axes.pair(extent.minX(), extent.minY()),
        axes.pair(extent.maxX(), extent.maxY()));
    // The size in pixels, which GDAL and QGIS take from here.
    box(
        xml,
        "urn:ogc:def:crs:OGC::imageCRS",
        "0 0",
        (grid.width() - 1) + " " + (grid.height() - 1));
    Affine t = grid.affine();
    xml.open("wcs:GridCRS");
    xml.element("wcs:GridBaseCRS", Wcs11.urn(grid.crs()));
    xml.element("wcs:GridType", "urn:ogc:def:method:WCS:1.1:2dGridIn2dCrs");
    xml.element("wcs:GridOrigin", axes.pair(t.x(0.5, 0.5), t.y(0.5, 0.5)));
    String x = t.a() + " " + t.b();
    String y = t.d() + " " + t.e();
    xml.element("wcs:GridOffsets", axes.yFirst() ? y + " " + x : x + " " + y);
    xml.element("wcs:GridCS", "urn:ogc:def:cs:OGC:0.0:Grid2dSquareCS");
    xml.end();
    xml.end();
  }

  private static void box(XmlWriter xml, String crs, String lower, String upper)
      throws IOException {
    xml.open("ows:BoundingBox", "crs", crs, "dimensions", "2");
    xml.element("ows:LowerCorner", lower);
    xml.element("ows:UpperCorner", upper);
    xml.end();
  }

  private static void range(XmlWriter xml, Coverage coverage) throws IOException {
    SampleEncoding encoding =
        SampleEncoding.common(coverage.cube().bands().stream().map(CubeBand::band).toList());
    xml.open("wcs:Range").open("wcs:Field");
    xml.element("ows:Title", coverage.title());
    xml.element("wcs:Identifier", Wcs11Range.FIELD);
    xml.open("wcs:Definition").empty("ows:AnyValue").end();
    xml.element("wcs:NullValue", GmlCoverage.nilText(encoding.noData()));
    xml.open("wcs:InterpolationMethods");
    for (String method : List.of("nearest", "linear", "cubic")) {
      xml.element("wcs:InterpolationMethod", method);
    }
    xml.element("wcs:Default", "nearest");
    xml.end();
    xml.open("wcs:Axis", "identifier", Wcs11Range.AXIS);
    xml.open("wcs:AvailableKeys");
    for (CubeBand band : coverage.cube().bands()) {
      xml.element("wcs:Key", band.band().name());
    }
    xml.end().end();
    xml.end().end();
  }
}
