// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.GeoBox;
import org.chronocube.scene.Footprints;
import org.chronocube.scene.Scene;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Writes what the Earth observation profile adds to a coverage (OGC 10-140r1, clause 7; the
 * observation is OGC 10-157r4): time, footprint and identifier. Footprints are latitude first.
 */
final class EoMetadata {

  static final String WCSEO = "http://www.opengis.net/wcs/wcseo/1.0";
  static final String SCHEMA = "http://schemas.opengis.net/wcs/wcseo/1.0/wcsEOAll.xsd";

  private static final String CRS = Axes.url("EPSG:4326");

  private final XmlWriter xml;

  EoMetadata(XmlWriter xml) {
    this.xml = xml;
  }

  /** Declares what the other methods use; before the root is opened. */
  static void declare(XmlWriter xml) {
    xml.declare("wcseo", WCSEO)
        .declare("eop", "http://www.opengis.net/eop/2.0")
        .declare("om", "http://www.opengis.net/om/2.0");
    xml.schemaLocation(WCSEO, SCHEMA);
  }

  /** The type of a coverage: one scene, or scenes side by side. */
  static String subtype(Coverage coverage) {
    return coverage.onlyScene().isPresent() ? "RectifiedDataset" : "RectifiedStitchedMosaic";
  }

  /** The footprint of a coverage: its only scene's inside its grid, or the outline of the grid. */
  static Geometry footprint(Coverage coverage) {
    Optional<Geometry> one = coverage.onlyScene().map(Scene::footprint);
    if (coverage.scene().isPresent()) {
      return one.orElseThrow();
    }
    Geometry outline = outline(coverage.cube().grid(), coverage.datacube().crs());
    return one.map(
            f ->
                outline.covers(f) ? f : OverlayNGRobust.overlay(f, outline, OverlayNG.INTERSECTION))
        .filter(f -> f.getDimension() == 2)
        .orElse(outline);
  }

  /** The part of the Earth under a grid, longitude and latitude in degrees. */
  static Geometry outline(GeoBox grid, CrsRegistry registry) {
    try {
      return Footprints.normalize(registry.footprint(grid));
    } catch (InvalidParameterException | IllegalArgumentException e) {
      // Part of the grid has no place on Earth.
      return registry.searchArea(grid);
    }
  }

  /**
   * The metadata of a coverage.
   *
   * @param time of all that is shown
   * @param footprint of all that is shown, longitude and latitude in degrees
   */
  void write(Coverage coverage, TimeInterval time, Geometry footprint) throws IOException {
    String id = coverage.id();
    xml.open("gmlcov:metadata").open("gmlcov:Extension").open("wcseo:EOMetadata");
    xml.open("eop:EarthObservation", "gml:id", id + "__eop");
    xml.open("om:phenomenonTime");
    timePeriod(id + "__eop_tp", time);
    xml.end();
    xml.open("om:resultTime").open("gml:TimeInstant", "gml:id", id + "__eop_rt");
    xml.element("gml:timePosition", GmlCoverage.text(time.last()));
    xml.end().end();
    procedure(coverage);
    xml.empty("om:observedProperty");
    xml.open("om:featureOfInterest");
    footprint(id + "__eop_fp", footprint);
    xml.end();
    xml.empty("om:result");
    properties(coverage);
    xml.end();
    xml.end().end().end();
  }

  void timePeriod(String id, TimeInterval time) throws IOException {
    xml.open("gml:TimePeriod", "gml:id", id);
    xml.element("gml:beginPosition", GmlCoverage.text(time.start()));
    xml.element("gml:endPosition", GmlCoverage.text(time.last()));
    xml.end();
  }

  private void procedure(Coverage coverage) throws IOException {
    Optional<String> platform =
        coverage.scene().map(Scene::properties).map(p -> p.get("platform")).map(String::valueOf);
    if (platform.isEmpty()) {
      xml.empty("om:procedure");
      return;
    }
    xml.open("om:procedure");
    xml.open("eop:EarthObservationEquipment", "gml:id", coverage.id() + "__eop_eq");
    xml.open("eop:platform").open("eop:Platform");
    xml.element("eop:shortName", platform.get());
    xml.end().end();
    xml.end().end();
  }

  private void properties(Coverage coverage) throws IOException {
    xml.open("eop:metaDataProperty").open("eop:EarthObservationMetaData");
    xml.element("eop:identifier", coverage.id());
    xml.optional("eop:parentIdentifier", coverage.scene().map(Scene::product));
    xml.element("eop:acquisitionType", "NOMINAL");
    xml.element("eop:status", "ARCHIVED");
    Map<String, Object> properties = coverage.scene().map(Scene::properties).orElse(Map.of());
    if (coverage.scene().isPresent()) {
      property("id", coverage.scene().get().id());
    }
    for (Map.Entry<String, Object> property : properties.entrySet()) {
      property(property.getKey(), property.getValue());
    }
    xml.end().end();
  }

  private void property(String name, Object value) throws IOException {
    xml.open("eop:vendorSpecific").open("eop:SpecificInformation");
    xml.element("eop:localAttribute", name);
    xml.element("eop:localValue", String.valueOf(value));
    xml.end().end();
  }

  /** A footprint in longitude and latitude degrees. */
  void footprint(String id, Geometry footprint) throws IOException {
    xml.open("eop:Footprint", "gml:id", id);
    xml.open("eop:multiExtentOf");
    xml.open("gml:MultiSurface", "gml:id", id + "_ms", "srsName", CRS);
    for (int i = 0; i < footprint.getNumGeometries(); i++) {
      if (footprint.getGeometryN(i) instanceof Polygon polygon) {
        polygon(id + "_p" + i, polygon);
      }
    }
    xml.end();
    xml.end();
    xml.end();
  }

  private void polygon(String id, Polygon polygon) throws IOException {
    xml.open("gml:surfaceMember").open("gml:Polygon", "gml:id", id);
    ring("gml:exterior", polygon.getExteriorRing());
    for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
      ring("gml:interior", polygon.getInteriorRingN(i));
    }
    xml.end().end();
  }

  private void ring(String name, LinearRing ring) throws IOException {
    StringBuilder positions = new StringBuilder();
    for (Coordinate c : ring.getCoordinates()) {
      positions.append(positions.isEmpty() ? "" : " ").append(c.y).append(' ').append(c.x);
    }
    xml.open(name).open("gml:LinearRing");
    xml.element("gml:posList", positions.toString());
    xml.end().end();
  }
}
