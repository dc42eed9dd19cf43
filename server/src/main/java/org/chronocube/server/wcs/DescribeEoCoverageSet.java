// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.scene.Scene;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.XmlWriter;
import org.chronocube.server.wcs.DatasetSeries.Part;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * Answers DescribeEOCoverageSet (OGC 10-140r1, clause 8.4) by the index: it counts, and gives the
 * newest scenes up to the number asked for. A stitched mosaic brings its datasets along, a dataset
 * series its datasets and its own description. Series count first towards the number.
 */
final class DescribeEoCoverageSet {

  private final Coverages coverages;
  private final Optional<String> workspace;
  private final EoSetRequest request;
  private final Map<String, DatasetSeries> series = new LinkedHashMap<>();
  private final Map<String, Coverage> singles = new LinkedHashMap<>();
  private final Map<List<String>, Part> parts = new LinkedHashMap<>();

  DescribeEoCoverageSet(Coverages coverages, Optional<String> workspace, EoSetRequest request) {
    this.coverages = coverages;
    this.workspace = workspace;
    this.request = request;
  }

  /**
   * @throws OwsException {@code NoSuchDatasetSeriesOrCoverage}
   */
  void write(OutputStream out) throws IOException {
    find();
    boolean withSeries = request.sections().contains(EoSetRequest.SERIES);
    boolean withCoverages = request.sections().contains(EoSetRequest.COVERAGES);
    List<DatasetSeries> described =
        withSeries ? series.values().stream().limit(request.count()).toList() : List.of();
    List<Coverage> found =
        withCoverages ? firstCoverages(request.count() - described.size()) : List.of();
    long matched = withSeries ? series.size() : 0;
    if (withCoverages) {
      matched += singles.size() + countScenes();
    }
    try (XmlWriter xml = new XmlWriter(out)) {
      xml.declare("wcs", "http://www.opengis.net/wcs/2.0");
      GmlCoverage.declare(xml);
      xml.declare("wcsgs", GmlCoverage.WCSGS);
      EoMetadata.declare(xml);
      xml.open(
          "wcseo:EOCoverageSetDescription",
          "numberMatched",
          Long.toString(Math.max(matched, described.size() + found.size())),
          "numberReturned",
          Integer.toString(described.size() + found.size()));
      if (withCoverages) {
        xml.open("wcs:CoverageDescriptions");
        for (Coverage coverage : found) {
          DescribeCoverage.write(coverage, xml, true);
        }
        xml.end();
      }
      if (withSeries) {
        describe(described, xml);
      }
      xml.end();
    }
  }

  private void find() {
    Map<String, DatasetSeries> known = new LinkedHashMap<>();
    DatasetSeries.of(coverages.advertised(workspace)).forEach(s -> known.putIfAbsent(s.id(), s));
    for (String id : request.ids()) {
      DatasetSeries one = known.get(id);
      if (one != null) {
        series.put(id, one);
        one.parts().forEach(this::add);
      } else {
        add(require(id));
      }
    }
  }

  private Coverage require(String id) {
    try {
      return coverages.require(id, workspace);
    } catch (OwsException e) {
      throw new OwsException(
          WcsCodes.NO_SUCH_DATASET_SERIES_OR_COVERAGE,
          "eoId",
          "eoId must be a coverage, dataset or dataset series, was " + id,
          e);
    }
  }

  private void add(Coverage coverage) {
    Optional<TimeInterval> time = coverage.timeBounds();
    if (time.isPresent() && request.matches(EoMetadata.footprint(coverage), time.get())) {
      singles.put(coverage.id(), coverage);
    }
    if (coverage.scene().isEmpty() && coverage.hasDatasets()) {
      DatasetSeries.parts(coverage).forEach(this::add);
    }
  }

  // Of two parts with scenes of one product through one coverage, the one without filter has all.
  private void add(Part part) {
    parts.merge(
        List.of(part.coverage().id(), part.product()),
        part,
        (a, b) -> a.filter() == Filter.INCLUDE ? a : b);
  }

  private long countScenes() {
    return parts.values().stream()
        .mapToLong(p -> p.coverage().datacube().index().count(request.query(p)))
        .sum();
  }

  private List<Coverage> firstCoverages(int most) {
    Map<String, Coverage> found = new LinkedHashMap<>();
    singles.values().stream().limit(Math.max(0, most)).forEach(c -> found.put(c.id(), c));
    for (Part part : parts.values()) {
      if (found.size() >= most) {
        break;
      }
      try (Stream<Scene> scenes =
          part.coverage()
              .datacube()
              .index()
              .find(request.query(part).withPage(0, most - found.size()))) {
        scenes.map(part.coverage()::dataset).forEach(c -> found.putIfAbsent(c.id(), c));
      }
    }
    return new ArrayList<>(found.values());
  }

  private static void describe(List<DatasetSeries> described, XmlWriter xml) throws IOException {
    EoMetadata eo = new EoMetadata(xml);
    xml.open("wcseo:DatasetSeriesDescriptions");
    for (DatasetSeries one : described) {
      xml.open("wcseo:DatasetSeriesDescription", "gml:id", one.id());
      xml.element("gml:name", one.title());
      bounds(one, xml);
      xml.element("wcseo:DatasetSeriesId", one.id());
      eo.timePeriod(one.id() + "__timeperiod", one.time().orElse(TimeInterval.ALL));
      xml.end();
    }
    xml.end();
  }

  private static void bounds(DatasetSeries series, XmlWriter xml) throws IOException {
    var box = series.bounds();
    xml.open("gml:boundedBy");
    xml.open(
        "gml:Envelope",
        "srsName",
        Axes.url("EPSG:4326"),
        "axisLabels",
        "Lat Long",
        "uomLabels",
        "Deg Deg",
        "srsDimension",
        "2");
    xml.element("gml:lowerCorner", box.minY() + " " + box.minX());
    xml.element("gml:upperCorner", box.maxY() + " " + box.maxX());
    xml.end().end();
  }
}
