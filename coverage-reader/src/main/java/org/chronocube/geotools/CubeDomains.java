// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.api.filter.expression.PropertyName;
import org.geotools.coverage.grid.io.DimensionDescriptor;
import org.geotools.coverage.grid.io.GridCoverage2DReader;
import org.geotools.factory.CommonFactoryFinder;

/**
 * What a cube's dimensions range over, as the metadata strings GeoServer asks for again and again.
 *
 * <p>Smallest and largest values are single look-ups in the index; only {@code TIME_DOMAIN} itself
 * lists, up to {@value #MOST_VALUES} times. A property of scenes is a dimension when the cube names
 * it and the newest scenes have it. Answers are kept until the index changes. Safe for concurrent
 * use.
 */
final class CubeDomains {

  /**
   * Distinct values of a dimension, and times, that are listed at most. GeoServer parses all of
   * {@code TIME_DOMAIN} for each capabilities document, and clients choke on longer lists.
   */
  static final int MOST_VALUES = 1000;

  private static final int NEWEST = 32;

  // What GeoServer parses: always milliseconds, always Z.
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

  private final CubeScenes scenes;
  private volatile Answers answers = new Answers(-1, Map.of());

  private record Answers(long generation, Map<String, Optional<String>> byName) {}

  CubeDomains(CubeScenes scenes) {
    this.scenes = scenes;
  }

  static String format(Instant instant) {
    return ISO.format(instant);
  }

  List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(GridCoverage2DReader.HAS_TIME_DOMAIN);
    names.add(GridCoverage2DReader.TIME_DOMAIN);
    names.add(GridCoverage2DReader.TIME_DOMAIN_MINIMUM);
    names.add(GridCoverage2DReader.TIME_DOMAIN_MAXIMUM);
    names.add("TIME_DOMAIN_DATATYPE");
    for (SceneDimension dimension : present()) {
      names.add("HAS_" + dimension + "_DOMAIN");
      names.add(dimension + "_DOMAIN");
      names.add(dimension + "_DOMAIN_MINIMUM");
      names.add(dimension + "_DOMAIN_MAXIMUM");
      names.add(dimension + "_DOMAIN_DATATYPE");
    }
    return names;
  }

  /** The value of a name, or null when there is none of that name. */
  String value(String name) {
    Answers kept = answers;
    long generation = scenes.index().generation();
    if (kept.generation() != generation) {
      kept = new Answers(generation, new ConcurrentHashMap<>());
      answers = kept;
    }
    Optional<String> known = kept.byName().get(name);
    if (known == null) {
      // Not computeIfAbsent: an answer may ask for another one.
      known = Optional.ofNullable(compute(name));
      kept.byName().put(name, known);
    }
    return known.orElse(null);
  }

  private String compute(String name) {
    return switch (name) {
      case GridCoverage2DReader.HAS_TIME_DOMAIN ->
          String.valueOf(value(GridCoverage2DReader.TIME_DOMAIN_MAXIMUM) != null);
      case GridCoverage2DReader.TIME_DOMAIN -> timeDomain();
      case GridCoverage2DReader.TIME_DOMAIN_MINIMUM -> edge(SortKey.OLDEST_FIRST);
      case GridCoverage2DReader.TIME_DOMAIN_MAXIMUM -> edge(SortKey.NEWEST_FIRST);
      case "TIME_DOMAIN_DATATYPE" -> Date.class.getName();
      default -> dimensionValue(name);
    };
  }

  private String edge(SortKey order) {
    return scenes.edge(scenes.all(), order).map(CubeDomains::format).orElse(null);
  }

  /**
   * The times, or beyond the most that are listed {@code first/last/PT1S}, which GeoServer reads as
   * one range.
   */
  private String timeDomain() {
    SceneQuery ascending =
        scenes.all().withSort(List.of(SortKey.OLDEST_FIRST)).withPage(0, MOST_VALUES + 1);
    List<String> listed;
    try (Stream<Instant> times = scenes.index().times(ascending)) {
      listed = times.map(CubeDomains::format).toList();
    }
    if (listed.size() > MOST_VALUES) {
      return listed.get(0) + "/" + value(GridCoverage2DReader.TIME_DOMAIN_MAXIMUM) + "/PT1S";
    }
    return listed.isEmpty() ? null : String.join(",", listed);
  }

  private String dimensionValue(String name) {
    for (SceneDimension dimension : SceneDimension.values()) {
      String domain = dimension + "_DOMAIN";
      if (name.equals("HAS_" + domain)) {
        return String.valueOf(newestHave(dimension));
      }
      if (name.startsWith(domain) && newestHave(dimension)) {
        return domainValue(dimension, name.substring(domain.length()));
      }
    }
    return null;
  }

  /** Products say the same of all their scenes: a look at the newest tells what they say. */
  private boolean newestHave(SceneDimension dimension) {
    if (!scenes.cube().dimensions().contains(dimension.property())) {
      return false;
    }
    try (Stream<Scene> newest = scenes.index().find(scenes.all().withPage(0, NEWEST))) {
      return newest.anyMatch(s -> dimension.valueIn(s) != null);
    }
  }

  private String domainValue(SceneDimension dimension, String what) {
    return switch (what) {
      case "" -> dimension.isContinuous() ? range(dimension) : list(dimension);
      case "_MINIMUM" -> text(smallest(dimension, Filter.INCLUDE));
      case "_MAXIMUM" -> text(largest(dimension));
      case "_DATATYPE" -> dimension.type().getName();
      default -> null;
    };
  }

  private String range(SceneDimension dimension) {
    String min = text(smallest(dimension, Filter.INCLUDE));
    String max = text(largest(dimension));
    return min.equals(max) ? min : min + "/" + max;
  }

  /** Distinct values ascending, each found as the smallest one beyond the one before. */
  private String list(SceneDimension dimension) {
    List<String> values = new ArrayList<>();
    Optional<Object> next = smallest(dimension, Filter.INCLUDE);
    while (next.isPresent() && values.size() < MOST_VALUES) {
      values.add(text(next));
      Filter beyond = FILTERS.greater(property(dimension), FILTERS.literal(next.get()));
      next = smallest(dimension, beyond);
    }
    return String.join(",", values);
  }

  private Optional<Object> smallest(SceneDimension dimension, Filter filter) {
    return first(dimension, SortKey.ascending(dimension.property()), filter);
  }

  private Optional<Object> largest(SceneDimension dimension) {
    return first(dimension, SortKey.descending(dimension.property()), Filter.INCLUDE);
  }

  // Scenes without the property come last, so the first one has it if any has.
  private Optional<Object> first(SceneDimension dimension, SortKey order, Filter filter) {
    SceneQuery one = scenes.all().withFilter(filter).withSort(List.of(order)).withPage(0, 1);
    try (Stream<Scene> found = scenes.index().find(one)) {
      return found.findFirst().map(dimension::valueIn);
    }
  }

  private static PropertyName property(SceneDimension dimension) {
    return FILTERS.property(dimension.property());
  }

  private static String text(Optional<Object> value) {
    return value.map(String::valueOf).orElse(null);
  }

  /**
   * False when all the times asked for are more than a day before the first or after the last scene
   * (a day: one instant of the time axis may be the passes of a day). Of no times, or without any
   * scene, true.
   */
  boolean mayHold(List<TimeInterval> asked) {
    String first = value(GridCoverage2DReader.TIME_DOMAIN_MINIMUM);
    String last = value(GridCoverage2DReader.TIME_DOMAIN_MAXIMUM);
    if (asked.isEmpty() || first == null || last == null) {
      return true;
    }
    TimeInterval domain =
        TimeInterval.ofClosed(
            Instant.parse(first).minus(1, ChronoUnit.DAYS),
            Instant.parse(last).plus(1, ChronoUnit.DAYS));
    return asked.stream().anyMatch(domain::intersects);
  }

  /** The custom dimensions that the cube's scenes have. */
  List<SceneDimension> present() {
    return Stream.of(SceneDimension.values())
        .filter(d -> "true".equals(value("HAS_" + d + "_DOMAIN")))
        .toList();
  }

  List<DimensionDescriptor> descriptors() {
    List<DimensionDescriptor> all = new ArrayList<>();
    all.add(new CubeDimension("TIME", "ISO8601", "ISO8601", GranuleSchema.TIME));
    for (SceneDimension d : present()) {
      all.add(new CubeDimension(d.name(), d.unit(), d.symbol(), d.attribute()));
    }
    return all;
  }
}
