// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.Morphology;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.threshold.Thresholding;
import org.chronocube.algorithm.threshold.Thresholds;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.MapRules;
import org.chronocube.analysis.TimeText;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.index.SceneFilters;
import org.chronocube.kernel.speckle.PowerScale;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.time.TimeInterval;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;
import org.geotools.api.filter.Filter;
import org.geotools.coverage.grid.GridCoverage2D;
import org.locationtech.jts.geom.Geometry;

/** The inputs that processes share, and what they mean. */
final class CommonInputs {

  static final Input<String> CUBE =
      Input.text("cube", "Cube", "Name of the cube, as its coverage is called.");

  static final Input<String> BANDS =
      Input.text(
              "bands",
              "Bands or expressions",
              "Bands of the cube and expressions over them, such as NDVI=(B08-B04)/(B08+B04);"
                  + " repeated or parted by commas. Without it, all bands.")
          .optional()
          .upTo(64);

  static final Input<Geometry> AREA =
      Input.of(
              Geometry.class,
              "area",
              "Area of interest",
              "Area of interest: a geometry of any type. Without it, the whole cube.")
          .optional();

  static final Input<String> AREA_CRS =
      Input.text(
              "areaCrs",
              "CRS of the area",
              "CRS of the area, EPSG:n, always easting or longitude first. Without it, what the"
                  + " area itself says, else EPSG:4326.")
          .optional();

  static final Input<Double> RESOLUTION =
      Input.number(
              "resolution",
              "Resolution",
              "Side of a pixel of the result in units of the cube's CRS, more than 0. Without it,"
                  + " the cube's own grid.")
          .optional()
          .between(0.0, null);

  static final Input<String> TIME =
      Input.text(
              "time",
              "Time",
              "ISO 8601 date (2023, 2023-04, 2023-04-02), time or start/end, both ends included, or"
                  + " several of these parted by commas; UTC. Without it, all times.")
          .optional();

  static final Input<String> FILTER =
      Input.text(
              "filter",
              "Filter of scenes",
              "Condition on properties of scenes in ECQL, such as \"sat:relative_orbit\" = 88 AND"
                  + " \"eo:cloud_cover\" < 20. Without it, all scenes.")
          .optional();

  static final Input<String> MONITOR_START =
      Input.text(
          "monitorStart",
          "Start of monitoring",
          "ISO 8601 date or time; UTC. What is earlier is the history that later values are held"
              + " against.");

  static final Input<String> BEFORE =
      Input.text(
              "before",
              "Before",
              "The earlier time: an ISO 8601 date, time or start/end; UTC. Or a period such as P1Y:"
                  + " that much before the later time, so the same season of another year.")
          .optional();

  static final Input<String> AFTER =
      Input.text("after", "After", "The later time: an ISO 8601 date, time or start/end; UTC.")
          .optional();

  static final Input<GridCoverage2D> BEFORE_COVERAGE =
      Input.of(
              GridCoverage2D.class,
              "beforeCoverage",
              "Coverage before",
              "The earlier image, in place of cube, bands and times; all its bands are compared.")
          .optional();

  static final Input<GridCoverage2D> AFTER_COVERAGE =
      Input.of(
              GridCoverage2D.class,
              "afterCoverage",
              "Coverage after",
              "The later image, on the grid of the earlier one and with as many bands.")
          .optional();

  static final Input<String> COMPOSITE =
      Input.text(
              "composite",
              "Composite rule",
              "How several scenes of one time become one image: first-valid, most-recent,"
                  + " least-cloudy, min, max, mean, median or percentile:P.")
          .orElse("median");

  static final Input<String> THRESHOLD =
      Input.text(
          "threshold",
          "Threshold",
          Thresholds.SYNTAX + ": statistics above it, or outside low..high, are change.");

  static final Input<String> WEAK_THRESHOLD =
      Input.text(
              "weakThreshold",
              "Weak threshold",
              "A second, lower threshold, written as the first: pixels beyond it are change too where"
                  + " they are connected to one beyond the first. Without it, one threshold decides.")
          .optional();

  static final Input<Integer> OPENING =
      radius(
          "opening",
          "Opening",
          "Radius in pixels of a disk: parts of patches that it does not fit into are dropped.");

  static final Input<Integer> CLOSING =
      radius(
          "closing",
          "Closing",
          "Radius in pixels of a disk: gaps in and between patches that it does not fit into are"
              + " filled.");

  static final Input<Double> MINIMUM_AREA =
      Input.number(
              "minimumArea",
              "Minimum mapping unit",
              "Smaller patches of change are dropped. Counted in whole pixels by the area of the"
                  + " middle pixel.")
          .orElse(0.0)
          .between(0.0, null)
          .in("m2");

  static final Input<Integer> NEIGHBOURS =
      Input.integer(
              "neighbours",
              "Neighbours",
              "8: pixels that touch at a corner are one patch; 4: they are two.")
          .orElse(8)
          .between(4.0, 8.0);

  static final Input<String> VALUES =
      Input.text(
              "values",
              "Values",
              "What the values of the bands are: power, amplitude or decibel. Without it, decibel"
                  + " for bands whose unit is dB, else power.")
          .optional();

  /** Of methods that tell no change. */
  static final MapRules NO_RULES = new MapRules(Thresholds.OTSU, 0, Connectivity.EIGHT);

  /** How a map is cleaned, in the order in which it is done. */
  static final List<Input<?>> CLEANING = List.of(OPENING, CLOSING, MINIMUM_AREA, NEIGHBOURS);

  private CommonInputs() {}

  private static Input<Integer> radius(String name, String title, String description) {
    return Input.integer(name, title, description)
        .orElse(0)
        .between(0.0, (double) Morphology.MAX_RADIUS);
  }

  /** Where a run looks: the cube's grid, or one of another resolution, under the area. */
  static CubeSource.Found cube(Inputs inputs, CubeSource cubes) {
    CubeSource.Found found = cubes.find(inputs.get(CUBE));
    Double resolution = inputs.orNull(RESOLUTION);
    if (resolution == null) {
      return found;
    }
    if (resolution == 0) {
      throw new InvalidParameterException("resolution", "resolution must be > 0, was 0.0");
    }
    GeoBox own = found.cube().grid();
    GeoBox grid = GeoBox.covering(own.extent(), Resolution.of(resolution), own.crs());
    return new CubeSource.Found(
        found.cube().withGrid(grid), found.engine(), found.crs(), found.limits());
  }

  static Area area(Inputs inputs, CubeSource.Found found) {
    return Areas.of(found, inputs.orNull(AREA), inputs.orNull(AREA_CRS));
  }

  /** Start of monitoring, days since 1970-01-01T00:00:00Z. */
  static double monitorStart(Inputs inputs) {
    String text = inputs.get(MONITOR_START);
    List<TimeInterval> times = TimeText.parse(text, "monitorStart");
    if (times.size() != 1 || text.contains("/")) {
      throw new InvalidParameterException(
          "monitorStart", "monitorStart must be one ISO 8601 date or time, was " + text);
    }
    return SeriesTimes.day(times.get(0).start());
  }

  /** Which scenes are looked at. */
  static Filter filter(Inputs inputs) {
    return inputs.find(FILTER).map(SceneFilters::parse).orElse(Filter.INCLUDE);
  }

  /** The later time. */
  static List<TimeInterval> after(Inputs inputs) {
    return TimeText.parse(inputs.get(AFTER), "after");
  }

  /** The earlier time; of a period, the later time moved back by it. */
  static List<TimeInterval> before(Inputs inputs) {
    String text = inputs.get(BEFORE).strip();
    if (!text.startsWith("P")) {
      return TimeText.parse(text, "before");
    }
    try {
      Period period = Period.parse(text);
      if (period.isZero() || period.isNegative()) {
        throw new InvalidParameterException(
            "before", "before must be a time or a period of more than 0, was " + text);
      }
      return after(inputs).stream()
          .map(t -> new TimeInterval(back(t.start(), period), back(t.end(), period)))
          .toList();
    } catch (DateTimeException e) {
      throw new InvalidParameterException(
          "before", "before must be an ISO 8601 time or period such as P1Y, was " + text, e);
    }
  }

  private static Instant back(Instant instant, Period period) {
    return instant.atOffset(ZoneOffset.UTC).minus(period).toInstant();
  }

  static MosaicRule composite(Inputs inputs) {
    return checked("composite", () -> MosaicRule.parse(inputs.get(COMPOSITE)));
  }

  /**
   * How a map is made of what a run computes.
   *
   * @param threshold the process's own declaration of the threshold, or null when it has none
   */
  static MapRules rules(Inputs inputs, Input<String> threshold) {
    String weak = threshold == null ? null : inputs.orNull(WEAK_THRESHOLD);
    return new MapRules(
        threshold == null ? Thresholds.OTSU : Thresholds.parse(inputs.get(threshold)),
        weak == null ? null : weak(weak),
        inputs.get(OPENING),
        inputs.get(CLOSING),
        inputs.get(MINIMUM_AREA),
        connectivity(inputs.get(NEIGHBOURS)));
  }

  private static Thresholding weak(String text) {
    try {
      return Thresholds.parse(text);
    } catch (InvalidParameterException e) {
      throw new InvalidParameterException("weakThreshold", "weakThreshold: " + e.getMessage(), e);
    }
  }

  private static Connectivity connectivity(int neighbours) {
    return switch (neighbours) {
      case 4 -> Connectivity.FOUR;
      case 8 -> Connectivity.EIGHT;
      default ->
          throw new InvalidParameterException(
              "neighbours", "neighbours must be 4 or 8, was " + neighbours);
    };
  }

  /** What radar values are; null to tell by the unit of each band. */
  static PowerScale values(Inputs inputs) {
    return inputs
        .find(VALUES)
        .map(text -> checked("values", () -> PowerScale.parse(text)))
        .orElse(null);
  }

  /** What a maker throws for an illegal value, as an error of a parameter. */
  static <T> T checked(String parameter, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (InvalidParameterException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException(parameter, e.getMessage(), e);
    }
  }
}
