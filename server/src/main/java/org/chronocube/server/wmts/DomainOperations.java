// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wmts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.TemporalAmount;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.Extent;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Scene;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.TimeParameter;
import org.chronocube.server.ows.XmlWriter;

/**
 * The operations of GeoServer's extension "WMTS multidimensional", for dimension time:
 * DescribeDomains, GetDomainValues, GetHistogram, GetFeature. Requests and answers are GeoServer's.
 */
final class DomainOperations {

  private static final String NAMESPACE =
      "http://demo.geo-solutions.it/share/wmts-multidim/wmts_multi_dimensional.xsd";

  private static final int DEFAULT_VALUES = 1000;
  private static final int MOST_VALUES = 10_000;

  private final DomainRequestReader requests;

  DomainOperations(
      TiledLayers layers, Function<CoverageLayer, LayerCube> cubes, CrsRegistry crs, int maxTimes) {
    this.requests = new DomainRequestReader(layers, cubes, crs, maxTimes);
  }

  /** Writes one document. */
  private interface Document {
    void write(XmlWriter xml) throws IOException;
  }

  private static byte[] document(String root, String version, Document content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (XmlWriter xml = new XmlWriter(bytes)) {
      xml.declare("", NAMESPACE).declare("ows", WmtsCapabilities.OWS);
      xml.open(root, "version", version);
      content.write(xml);
      xml.end();
    }
    return bytes.toByteArray();
  }

  private static TimeDomain domain(DomainRequest request) {
    return new TimeDomain(request.cube().datacube().index(), request.scenes());
  }

  byte[] describeDomains(OwsRequest request) throws IOException {
    Set<String> domains = DomainRequestReader.domains(request.kvp());
    int limit = limit(request.kvp(), "expandLimit");
    DomainRequest asked = requests.read(request);
    TimeDomain.Summary times =
        asked.reach().isEmpty()
            ? new TimeDomain.Summary(0, List.of(), Optional.empty())
            : domain(asked).summary(limit);
    return document(
        "Domains",
        "1.2",
        xml -> {
          if (domains.contains(DomainRequestReader.SPACE) && times.size() > 0) {
            space(xml, asked.reach().orElseThrow(), asked.cube().cube().grid().crs());
          }
          if (domains.contains(DomainRequestReader.TIME)) {
            xml.open("DimensionDomain");
            xml.element("ows:Identifier", DomainRequestReader.TIME);
            xml.element("Domain", text(times));
            xml.element("Size", Long.toString(times.size()));
            xml.end();
          }
        });
  }

  private static void space(XmlWriter xml, Extent reach, String crs) throws IOException {
    xml.open("SpaceDomain");
    xml.empty(
        "BoundingBox",
        "CRS",
        crs,
        "minx",
        Double.toString(reach.minX()),
        "miny",
        Double.toString(reach.minY()),
        "maxx",
        Double.toString(reach.maxX()),
        "maxy",
        Double.toString(reach.maxY()));
    xml.end();
  }

  private static String text(TimeDomain.Summary times) {
    if (times.bounds().isEmpty() || !times.values().isEmpty()) {
      return list(times.values());
    }
    return Times.format(times.bounds().get().start())
        + "--"
        + Times.format(times.bounds().get().last());
  }

  private static String list(List<Instant> times) {
    return times.stream().map(Times::format).collect(Collectors.joining(","));
  }

  byte[] domainValues(OwsRequest request) throws IOException {
    Kvp kvp = request.kvp();
    DomainRequestReader.requireTime(kvp, "domain");
    int limit = limit(kvp, "limit");
    boolean descending = descending(kvp);
    Optional<Instant> from = kvp.get("fromValue").map(DomainOperations::instant);
    DomainRequest asked = requests.read(request);
    List<Instant> page =
        asked.reach().isEmpty() ? List.of() : domain(asked).page(from, descending, limit);
    return document(
        "DomainValues",
        null,
        xml -> {
          xml.element("ows:Identifier", DomainRequestReader.TIME);
          xml.element("Limit", Integer.toString(limit));
          xml.element("Sort", descending ? "desc" : "asc");
          xml.optional("FromValue", kvp.get("fromValue"));
          xml.element("Domain", list(page));
          xml.element("Size", Integer.toString(page.size()));
        });
  }

  private static Instant instant(String text) {
    TimeParameter time =
        TimeParameter.parse(text, 1, "fromValue", OwsException.INVALID_PARAMETER_VALUE);
    return time.intervals(Instant.EPOCH).get(0).start();
  }

  private static boolean descending(Kvp kvp) {
    String sort = kvp.get("sort").orElse("asc").toLowerCase(Locale.ROOT);
    if (!sort.equals("asc") && !sort.equals("desc")) {
      throw OwsException.invalid("sort", "sort must be asc or desc, was " + sort);
    }
    return sort.equals("desc");
  }

  byte[] histogram(OwsRequest request) throws IOException {
    Kvp kvp = request.kvp();
    DomainRequestReader.requireTime(kvp, "histogram");
    Optional<String> resolution =
        kvp.get("resolution").filter(text -> !text.equalsIgnoreCase("auto"));
    Optional<TemporalAmount> step = resolution.map(Times::period);
    DomainRequest asked = requests.read(request);
    Optional<TimeDomain.Histogram> histogram =
        asked.reach().isEmpty() ? Optional.empty() : domain(asked).histogram(step);
    return document(
        "Histogram",
        null,
        xml -> {
          xml.element("ows:Identifier", DomainRequestReader.TIME);
          xml.element(
              "Domain",
              histogram
                  .map(
                      h ->
                          Times.format(h.start())
                              + "/"
                              + Times.format(h.end())
                              + "/"
                              + resolution.orElse(h.step().toString()))
                  .orElse(""));
          xml.element(
              "Values",
              histogram.map(TimeDomain.Histogram::counts).orElse(List.of()).stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(",")));
        });
  }

  byte[] features(OwsRequest request) throws IOException {
    int limit = limit(request.kvp(), "limit");
    DomainRequest asked = requests.read(request);
    SceneIndex index = asked.cube().datacube().index();
    SceneQuery query = asked.scenes().withSort(List.of(SortKey.OLDEST_FIRST)).withPage(0, limit);
    try (Stream<Scene> scenes = asked.reach().isEmpty() ? Stream.empty() : index.find(query)) {
      return SceneFeatures.write(scenes::iterator);
    }
  }

  private static int limit(Kvp kvp, String parameter) {
    return kvp.integer(parameter, 0, MOST_VALUES).orElse(DEFAULT_VALUES);
  }
}
