// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.chronocube.server.encode.RasterSource;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.time.TimeInterval;

/**
 * A coverage as a GML document (OGC 09-146r2), whatever its range set is; with the Earth
 * observation profile of the profile's type, with metadata and, for a mosaic, the datasets it is
 * made of.
 *
 * @param coverage what is answered
 * @param eo true with the profile
 */
record GmlDocument(Coverage coverage, boolean eo) {

  /** Writes the content of a range set. */
  interface RangeSet {
    void write(XmlWriter xml) throws IOException;
  }

  void write(RasterSource source, OutputStream out, RangeSet rangeSet) throws IOException {
    Optional<TimeInterval> time = time(source);
    boolean profile = eo && time.isPresent();
    try (XmlWriter xml = new XmlWriter(out)) {
      GmlCoverage.declare(xml);
      xml.schemaLocation(
          "http://www.opengis.net/gmlcov/1.0",
          "http://schemas.opengis.net/gmlcov/1.0/gmlcovAll.xsd");
      if (profile) {
        xml.declare("wcs", "http://www.opengis.net/wcs/2.0");
        EoMetadata.declare(xml);
      }
      String type = profile ? EoMetadata.subtype(coverage) : DescribeCoverage.GRID;
      Axes axes = Axes.of(source.grid().crs(), coverage.datacube().crs());
      GmlCoverage gml = new GmlCoverage(xml, coverage.id(), source.grid(), axes);
      xml.open((profile ? "wcseo:" : "gmlcov:") + type, "gml:id", coverage.id());
      gml.boundedBy(coverage.hasTime() ? time : Optional.empty());
      gml.domainSet();
      xml.open("gml:rangeSet");
      rangeSet.write(xml);
      xml.end();
      gml.coverageFunction();
      gml.rangeType(source.bands());
      if (profile) {
        new Contributions(coverage, source.grid(), time.get()).write(xml);
      }
      xml.end();
    }
  }

  private static Optional<TimeInterval> time(RasterSource source) {
    if (source.times().isEmpty()) {
      return Optional.empty();
    }
    TimeInterval first = source.times().get(0);
    TimeInterval last = source.times().get(source.times().size() - 1);
    return Optional.of(new TimeInterval(first.start(), last.end()));
  }
}
