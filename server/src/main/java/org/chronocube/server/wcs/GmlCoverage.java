// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.chronocube.band.Band;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Affine;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
import org.chronocube.server.datadir.TimeDimension;
import org.chronocube.server.encode.SampleEncoding;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.time.TimeInterval;

/**
 * The parts of GML coverages (OGC 09-146r2, SWE Common 2.0) that DescribeCoverage and multipart
 * answers share. Coordinates are in the authority's axis order; the origin is the centre of the
 * upper left pixel, as GML has it.
 */
final class GmlCoverage {

  /** Longest list of times in a description; beyond it the first and last are given. */
  static final int MAX_LISTED_TIMES = 1000;

  static final String WCSGS = "http://www.geoserver.org/wcsgs/2.0";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String NIL_REASON = "http://www.opengis.net/def/nil/OGC/0/unknown";

  private final XmlWriter xml;
  private final String id;
  private final GeoBox grid;
  private final Axes axes;

  GmlCoverage(XmlWriter xml, String id, GeoBox grid, Axes axes) {
    this.xml = xml;
    this.id = id;
    this.grid = grid;
    this.axes = axes;
  }

  /** Declares what the other methods use; before the root is opened. */
  static void declare(XmlWriter xml) {
    xml.declare("gml", "http://www.opengis.net/gml/3.2")
        .declare("gmlcov", "http://www.opengis.net/gmlcov/1.0")
        .declare("swe", "http://www.opengis.net/swe/2.0")
        .declare("xlink", "http://www.w3.org/1999/xlink");
  }

  static String text(Instant instant) {
    return TIME.format(instant);
  }

  static String nilText(double noData) {
    return Double.isNaN(noData) ? "NaN" : SampleEncoding.numberText(noData);
  }

  /** Timestamps are never corners: an envelope with time has its own element. */
  void boundedBy(Optional<TimeInterval> time) throws IOException {
    Extent extent = grid.extent();
    String labels = String.join(" ", axes.labels());
    String units = axes.unit() + " " + axes.unit();
    String name = time.isPresent() ? "gml:EnvelopeWithTimePeriod" : "gml:Envelope";
    xml.open("gml:boundedBy");
    xml.open(
        name,
        "srsName",
        axes.url(),
        "axisLabels",
        time.isPresent() ? labels + " " + Axes.TIME : labels,
        "uomLabels",
        time.isPresent() ? units + " s" : units,
        "srsDimension",
        "2");
    xml.element("gml:lowerCorner", axes.pair(extent.minX(), extent.minY()));
    xml.element("gml:upperCorner", axes.pair(extent.maxX(), extent.maxY()));
    if (time.isPresent()) {
      xml.element("gml:beginPosition", text(time.get().start()));
      xml.element("gml:endPosition", text(time.get().last()));
    }
    xml.end();
    xml.end();
  }

  void domainSet() throws IOException {
    Affine t = grid.affine();
    xml.open("gml:domainSet");
    xml.open("gml:RectifiedGrid", "gml:id", id + "__grid", "dimension", "2");
    xml.open("gml:limits").open("gml:GridEnvelope");
    xml.element("gml:low", "0 0");
    xml.element("gml:high", (grid.width() - 1) + " " + (grid.height() - 1));
    xml.end().end();
    xml.element("gml:axisLabels", "i j");
    xml.open("gml:origin");
    xml.open("gml:Point", "gml:id", id + "__origin", "srsName", axes.url());
    xml.element("gml:pos", axes.pair(t.x(0.5, 0.5), t.y(0.5, 0.5)));
    xml.end().end();
    xml.element("gml:offsetVector", axes.pair(t.a(), t.d()), "srsName", axes.url());
    xml.element("gml:offsetVector", axes.pair(t.b(), t.e()), "srsName", axes.url());
    xml.end().end();
  }

  /** Pixels run along grid axis 1, the columns, first, whatever the order of the CRS's axes. */
  void coverageFunction() throws IOException {
    xml.open("gml:coverageFunction").open("gml:GridFunction");
    xml.element("gml:sequenceRule", "Linear", "axisOrder", "+1 +2");
    xml.element("gml:startPoint", "0 0");
    xml.end().end();
  }

  void rangeType(List<Band> bands) throws IOException {
    xml.open("gmlcov:rangeType").open("swe:DataRecord");
    for (Band band : bands) {
      xml.open("swe:field", "name", band.name()).open("swe:Quantity");
      xml.element("swe:label", band.title());
      xml.element("swe:description", description(band));
      double noData = SampleEncoding.of(band).noData();
      xml.open("swe:nilValues").open("swe:NilValues");
      xml.element("swe:nilValue", nilText(noData), "reason", NIL_REASON);
      xml.end().end();
      xml.empty("swe:uom", "code", band.unit().isEmpty() ? "1" : band.unit());
      if (!band.type().isFloating()) {
        xml.open("swe:constraint").open("swe:AllowedValues");
        xml.element(
            "swe:interval",
            SampleEncoding.numberText(band.type().min())
                + " "
                + SampleEncoding.numberText(band.type().max()));
        xml.end().end();
      }
      xml.end().end();
    }
    xml.end().end();
  }

  // SWE Common has no scale and offset.
  private static String description(Band band) {
    Scaling scaling = band.scaling();
    return scaling.equals(Scaling.IDENTITY)
        ? band.type().id()
        : band.type().id()
            + "; value = sample * "
            + scaling.scale()
            + " + "
            + SampleEncoding.numberText(scaling.offset());
  }

  /** GeoServer's extension: the times themselves, or first, last and step. */
  void timeDomain(Coverage coverage, TimeInterval bounds) throws IOException {
    TimeDimension time = coverage.layer().time().orElseThrow();
    xml.open("gmlcov:metadata").open("gmlcov:Extension");
    xml.open("wcsgs:TimeDomain", "default", coverage.newest().map(GmlCoverage::text).orElse(null));
    List<Instant> times =
        time.presentation() == TimeDimension.Presentation.LIST
            ? coverage.times(MAX_LISTED_TIMES + 1)
            : List.of();
    if (times.isEmpty() || times.size() > MAX_LISTED_TIMES) {
      xml.open("gml:TimePeriod", "gml:id", id + "__tp");
      xml.element("gml:beginPosition", text(bounds.start()));
      xml.element("gml:endPosition", text(bounds.last()));
      if (time.resolution().isPresent()) {
        Duration step = time.resolution().get();
        xml.element("gml:timeInterval", Long.toString(step.toSeconds()), "unit", "second");
      }
      xml.end();
    } else {
      for (int i = 0; i < times.size(); i++) {
        xml.open("gml:TimeInstant", "gml:id", id + "__td_" + i);
        xml.element("gml:timePosition", text(times.get(i)));
        xml.end();
      }
    }
    xml.end().end().end();
  }
}
