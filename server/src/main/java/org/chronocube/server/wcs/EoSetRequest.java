// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.index.SceneQuery;
import org.chronocube.scene.Footprints;
import org.chronocube.server.ows.Kvp;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.OwsRequest;
import org.chronocube.server.ows.SafeXml;
import org.chronocube.server.ows.TimeParameter;
import org.chronocube.server.wcs.Axes.Axis;
import org.chronocube.time.TimeGrouping;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.factory.CommonFactoryFinder;
import org.locationtech.jts.geom.Geometry;
import org.w3c.dom.Element;

/**
 * A DescribeEOCoverageSet request (OGC 10-140r1, clauses 8.4 and 10).
 *
 * @param ids of coverages, datasets and dataset series
 * @param contains true when what is described must lie inside area and time, false to touch them
 * @param sections of the answer
 * @param area longitude and latitude in degrees; empty for everywhere
 * @param time empty for always
 * @param count most descriptions
 */
record EoSetRequest(
    List<String> ids,
    boolean contains,
    Set<String> sections,
    Optional<Geometry> area,
    Optional<TimeInterval> time,
    int count) {

  static final String COVERAGES = "CoverageDescriptions";
  static final String SERIES = "DatasetSeriesDescriptions";

  private static final List<String> SECTIONS = List.of(COVERAGES, SERIES, "All");
  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

  /**
   * @param most descriptions, whatever the client asks for
   */
  static EoSetRequest read(OwsRequest request, int most, CrsRegistry registry) {
    Optional<Element> body = request.body();
    Kvp kvp = request.kvp();
    List<String> ids =
        body.map(b -> texts(SafeXml.children(b, "eoId"))).orElseGet(() -> kvp.list("eoId"));
    if (ids.stream().allMatch(String::isEmpty)) {
      throw OwsException.missing("eoId");
    }
    Optional<String> containment =
        body.flatMap(b -> SafeXml.text(b, "containment")).or(() -> kvp.get("containment"));
    List<String> sections =
        body.map(
                b ->
                    SafeXml.child(b, "Sections")
                        .map(s -> texts(SafeXml.children(s, "Section")))
                        .orElse(List.of()))
            .orElseGet(() -> kvp.list("sections"));
    List<Subset> subsets =
        body.map(XmlGetCoverage::subsets).orElseGet(() -> KvpGetCoverage.subsets(kvp));
    Map<Axis, Subset> byAxis = byAxis(subsets, registry);
    return new EoSetRequest(
        ids,
        contains(containment),
        sections(sections),
        area(byAxis),
        time(byAxis),
        Math.min(most, count(body, kvp)));
  }

  private static List<String> texts(List<Element> elements) {
    return elements.stream().map(SafeXml::text).toList();
  }

  private static boolean contains(Optional<String> containment) {
    return switch (containment.orElse("OVERLAPS").toUpperCase(Locale.ROOT)) {
      case "OVERLAPS" -> false;
      case "CONTAINS" -> true;
      default ->
          throw OwsException.invalid(
              "containment",
              "containment must be OVERLAPS or CONTAINS, was " + containment.orElseThrow());
    };
  }

  private static Set<String> sections(List<String> sections) {
    for (String section : sections) {
      if (!SECTIONS.contains(section)) {
        throw OwsException.invalid(
            "sections",
            "sections must be some of " + String.join(", ", SECTIONS) + ", was " + section);
      }
    }
    return sections.isEmpty() || sections.contains("All")
        ? Set.of(COVERAGES, SERIES)
        : Set.copyOf(sections.stream().collect(Collectors.toSet()));
  }

  private static int count(Optional<Element> body, Kvp kvp) {
    Optional<String> attribute = body.flatMap(b -> SafeXml.attribute(b, "count"));
    return attribute
        .map(text -> Kvp.parse("count=" + text))
        .orElse(kvp)
        .integer("count", 0, Integer.MAX_VALUE)
        .orElse(Integer.MAX_VALUE);
  }

  private static Map<Axis, Subset> byAxis(List<Subset> subsets, CrsRegistry registry) {
    Axes axes = Axes.of(CrsRegistry.WGS84, registry);
    Map<Axis, Subset> byAxis = new EnumMap<>(Axis.class);
    for (Subset subset : subsets) {
      Axis axis =
          axes.axis(subset.axis())
              .orElseThrow(
                  () ->
                      new OwsException(
                          WcsCodes.INVALID_AXIS_LABEL,
                          subset.axis(),
                          "axis must be one of Lat, Long, phenomenonTime, was " + subset.axis()));
      if (byAxis.put(axis, subset) != null) {
        throw new OwsException(
            WcsCodes.INVALID_AXIS_LABEL,
            subset.axis(),
            "an axis must have one subset, had more: " + subset.axis());
      }
    }
    return byAxis;
  }

  /** West of more than east means across the antimeridian. */
  private static Optional<Geometry> area(Map<Axis, Subset> byAxis) {
    Subset x = byAxis.get(Axis.X);
    Subset y = byAxis.get(Axis.Y);
    boolean everywhere = isOpen(x) && isOpen(y);
    if (everywhere) {
      return Optional.empty();
    }
    double south = bound(y, false, -90);
    double north = bound(y, true, 90);
    if (south > north) {
      throw WcsCodes.subsetting(
          y.axis(),
          "subset must have low <= high, was " + y.axis() + "(" + south + "," + north + ")");
    }
    return Optional.of(Footprints.box(bound(x, false, -180), south, bound(x, true, 180), north));
  }

  private static boolean isOpen(Subset subset) {
    return subset == null || (subset.low().isEmpty() && subset.high().isEmpty());
  }

  private static double bound(Subset subset, boolean upper, double otherwise) {
    if (subset == null) {
      return otherwise;
    }
    Optional<String> text = upper && !subset.isSlice() ? subset.high() : subset.low();
    return text.map(t -> TargetGrid.number(t, subset.axis())).orElse(otherwise);
  }

  private static Optional<TimeInterval> time(Map<Axis, Subset> byAxis) {
    Subset subset = byAxis.get(Axis.TIME);
    if (isOpen(subset)) {
      return Optional.empty();
    }
    TimeInterval first = subset.low().map(t -> instant(t, subset)).orElse(TimeInterval.ALL);
    TimeInterval last =
        (subset.isSlice() ? subset.low() : subset.high())
            .map(t -> instant(t, subset))
            .orElse(TimeInterval.ALL);
    if (last.last().isBefore(first.start())) {
      throw WcsCodes.subsetting(
          subset.axis(),
          "subset of time must have low <= high, was " + first.start() + ", " + last.last());
    }
    return Optional.of(new TimeInterval(first.start(), last.end()));
  }

  private static TimeInterval instant(String text, Subset subset) {
    return TimeParameter.parse(text, 1, subset.axis(), WcsCodes.INVALID_SUBSETTING)
        .intervals(TimeInterval.ALL.start())
        .get(0);
  }

  /** True when what is somewhere, at some time, is asked for. */
  boolean matches(Geometry footprint, TimeInterval when) {
    boolean here =
        area.isEmpty()
            || (contains ? area.get().covers(footprint) : area.get().intersects(footprint));
    boolean then =
        time.isEmpty()
            || (contains
                ? !when.start().isBefore(time.get().start())
                    && !when.end().isAfter(time.get().end())
                : time.get().intersects(when));
    return here && then;
  }

  /** The scenes of a part that are asked for, newest first. */
  SceneQuery query(DatasetSeries.Part part) {
    Filter filter = part.filter();
    if (area.isPresent()) {
      Filter here =
          contains
              ? FILTERS.within(FILTERS.property("footprint"), FILTERS.literal(area.get()))
              : FILTERS.intersects(FILTERS.property("footprint"), FILTERS.literal(area.get()));
      filter = filter == Filter.INCLUDE ? here : FILTERS.and(filter, here);
    }
    return part.query().withFilter(filter).withTimes(time.stream().toList(), TimeGrouping.INSTANT);
  }
}
