// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.chronocube.grid.GeoBox;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.scene.Scene;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * What an answer of the Earth observation profile is made of: its metadata and, for a mosaic, its
 * datasets with their contributing footprints (OGC 10-140r1, clauses 7.4 and 8.3).
 *
 * <p>By footprints alone: with a rule that takes pixels in the order of scenes, each contributes
 * what no earlier one covers; with any other all that it covers.
 *
 * @param coverage what is answered
 * @param target the grid of the answer
 * @param time of the answer
 */
record Contributions(Coverage coverage, GeoBox target, TimeInterval time) {

  /** Datasets beyond these are not named. */
  private static final int MOST_DATASETS = 1000;

  private record Part(Scene scene, Geometry footprint) {}

  void write(XmlWriter xml) throws IOException {
    EoMetadata eo = new EoMetadata(xml);
    Geometry area = EoMetadata.outline(target, coverage.datacube().crs());
    Geometry whole = EoMetadata.footprint(coverage);
    Geometry seen = polygons(whole, area, OverlayNG.INTERSECTION);
    eo.write(coverage, time, seen.isEmpty() ? area : seen);
    if (coverage.onlyScene().isPresent() || !coverage.hasDatasets()) {
      return;
    }
    xml.open("wcseo:datasets");
    for (Part part : parts(area)) {
      String id = EoIds.dataset(coverage.id(), coverage.cube(), part.scene());
      xml.open("wcseo:dataset");
      xml.element("wcs:CoverageId", id);
      xml.open("wcseo:contributingFootprint");
      eo.footprint(id + "__cf", part.footprint());
      xml.end().end();
    }
    xml.end();
  }

  private List<Part> parts(Geometry area) {
    List<Part> parts = new ArrayList<>();
    Geometry rest = area;
    for (Scene scene : scenes()) {
      Geometry part = polygons(scene.footprint(), rest, OverlayNG.INTERSECTION);
      if (!part.isEmpty()) {
        parts.add(new Part(scene, part));
        if (coverage.cube().rule().kind().isOrdered()) {
          rest = polygons(rest, scene.footprint(), OverlayNG.DIFFERENCE);
        }
      }
    }
    return parts;
  }

  private List<Scene> scenes() {
    SceneQuery query =
        coverage
            .scenes()
            .withArea(coverage.datacube().crs().searchArea(target))
            .withTimes(List.of(time), coverage.cube().grouping())
            .withSort(
                coverage.cube().rule().kind() == MosaicRule.Kind.LEAST_CLOUDY
                    ? List.of(SortKey.ascending(Scene.CLOUD_COVER), SortKey.NEWEST_FIRST)
                    : List.of())
            .withPage(0, MOST_DATASETS);
    try (Stream<Scene> found = coverage.datacube().index().find(query)) {
      return found.toList();
    }
  }

  /** The polygons of an overlay; an empty geometry when there are none. */
  private static Geometry polygons(Geometry a, Geometry b, int operation) {
    Geometry all = OverlayNGRobust.overlay(a, b, operation);
    return all.getDimension() == 2 ? all : all.getFactory().createPolygon();
  }
}
