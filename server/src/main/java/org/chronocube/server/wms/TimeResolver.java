// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wms;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.server.datadir.CoverageLayer;
import org.chronocube.server.datadir.TimeDimension;
import org.chronocube.server.datadir.TimeDimension.Acceptable;
import org.chronocube.server.ows.OwsException;
import org.chronocube.server.ows.TimeParameter;
import org.chronocube.time.TimeInterval;

/**
 * From a TIME parameter to the times a layer is drawn at (OGC 06-042 clause C.4): the default when
 * there is none, the value when there is data for it, else the nearest if the layer declares that,
 * else {@code InvalidDimensionValue}.
 */
final class TimeResolver {

  private static final int MAX_REFERENCE_ITEMS = 1;

  private final Clock clock;

  TimeResolver(Clock clock) {
    this.clock = clock;
  }

  /**
   * @param times of the layer's coverage
   * @param asked the TIME parameter, if there is one
   */
  SelectedTimes resolve(CoverageLayer layer, LayerTimes times, Optional<TimeParameter> asked) {
    if (layer.time().isEmpty()) {
      return SelectedTimes.none();
    }
    TimeDimension dimension = layer.time().get();
    if (asked.isEmpty()) {
      TimeInterval byDefault = defaultTime(layer, dimension, times);
      return new SelectedTimes(
          List.of(byDefault),
          List.of(warning("Default value", byDefault, dimension, layer)),
          false);
    }
    return select(layer, dimension, times, asked.get());
  }

  private SelectedTimes select(
      CoverageLayer layer, TimeDimension dimension, LayerTimes times, TimeParameter asked) {
    List<TimeInterval> found = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    boolean noneNear = false;
    for (TimeParameter.Item item : asked.items()) {
      if (item instanceof TimeParameter.Current) {
        found.add(defaultTime(layer, dimension, times));
        continue;
      }
      TimeInterval interval = new TimeParameter(List.of(item)).intervals(Instant.EPOCH).get(0);
      if (times.any(interval.start(), interval.last())) {
        found.add(interval);
      } else if (dimension.nearestMatch()) {
        Optional<TimeInterval> near = nearest(times, interval, dimension).map(TimeInterval::at);
        if (near.isEmpty() && dimension.failWithoutNearest()) {
          throw invalid(
              "No nearest match found on " + layer.prefixedName() + " for time dimension");
        }
        near.ifPresent(found::add);
        noneNear |= near.isEmpty();
        warnings.add(
            near.map(t -> warning("Nearest value", t, dimension, layer))
                .orElse("99 No nearest value found on " + layer.prefixedName() + ": time"));
      }
    }
    if (found.isEmpty() && !noneNear) {
      throw invalid(
          "time must be one of layer " + layer.prefixedName() + ", was " + describe(asked));
    }
    return new SelectedTimes(found, warnings, found.isEmpty());
  }

  private static Optional<Instant> nearest(
      LayerTimes times, TimeInterval asked, TimeDimension dimension) {
    Optional<Instant> before = times.atOrBefore(asked.start());
    Optional<Instant> after = times.atOrAfter(asked.last());
    Optional<Acceptable> acceptable = dimension.acceptable();
    Optional<Instant> nearBefore =
        before.filter(t -> within(t, asked.start(), acceptable.map(Acceptable::before)));
    Optional<Instant> nearAfter =
        after.filter(t -> within(asked.last(), t, acceptable.map(Acceptable::after)));
    return Stream.of(nearBefore, nearAfter)
        .flatMap(Optional::stream)
        .min((a, b) -> distance(a, asked).compareTo(distance(b, asked)));
  }

  private static boolean within(Instant from, Instant to, Optional<Duration> limit) {
    return limit.isEmpty() || Duration.between(from, to).compareTo(limit.get()) <= 0;
  }

  private static Duration distance(Instant t, TimeInterval asked) {
    return t.isBefore(asked.start())
        ? Duration.between(t, asked.start())
        : Duration.between(asked.last(), t);
  }

  /** The time that a request without TIME means. */
  TimeInterval defaultTime(CoverageLayer layer, TimeDimension dimension, LayerTimes times) {
    Optional<TimeInterval> value =
        switch (dimension.defaultStrategy()) {
          case MINIMUM -> times.oldest().map(TimeInterval::at);
          case MAXIMUM, BUILTIN -> times.newest().map(TimeInterval::at);
          case NEAREST -> nearestReference(dimension, times);
          case FIXED -> reference(dimension);
        };
    return value.orElseThrow(
        () ->
            new OwsException(
                WmsCodes.MISSING_DIMENSION_VALUE,
                "time",
                "time must be given: layer " + layer.prefixedName() + " has no default time"));
  }

  private Optional<TimeInterval> nearestReference(TimeDimension dimension, LayerTimes times) {
    Instant now = clock.instant();
    TimeInterval reference = reference(dimension).orElseGet(() -> TimeInterval.at(now));
    boolean inside = times.any(reference.start(), reference.last());
    Optional<Instant> before = times.atOrBefore(inside ? reference.last() : reference.start());
    Optional<Instant> after = times.atOrAfter(inside ? reference.start() : reference.last());
    return Stream.of(before, after)
        .flatMap(Optional::stream)
        .min((a, b) -> distance(a, reference).abs().compareTo(distance(b, reference).abs()))
        .map(TimeInterval::at);
  }

  private Optional<TimeInterval> reference(TimeDimension dimension) {
    return dimension
        .referenceValue()
        .map(
            text ->
                TimeParameter.parse(
                    text, MAX_REFERENCE_ITEMS, "time", WmsCodes.INVALID_DIMENSION_VALUE))
        .map(p -> p.intervals(clock.instant()).get(0));
  }

  // The wording is GeoServer's: clients read it.
  private static String warning(
      String kind, TimeInterval time, TimeDimension dimension, CoverageLayer layer) {
    String value = new SelectedTimes(List.of(time), List.of(), false).asText().orElseThrow();
    return "99 "
        + kind
        + " used: time="
        + value
        + " "
        + dimension.units()
        + " ("
        + layer.prefixedName()
        + ")";
  }

  private static String describe(TimeParameter asked) {
    return new SelectedTimes(asked.intervals(Instant.EPOCH), List.of(), false)
        .asText()
        .orElse("nothing");
  }

  private static OwsException invalid(String message) {
    return new OwsException(WmsCodes.INVALID_DIMENSION_VALUE, "time", message);
  }
}
