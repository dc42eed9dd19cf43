// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import java.util.Objects;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.cube.Cube;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * A question for the time series of every pixel of an area.
 *
 * @param cube to read
 * @param area where
 * @param bands what
 * @param times any of these; empty for all times of the cube
 * @param filter on scenes
 * @param season part of the year that is looked at
 * @param period dates of which become one value
 * @param method looks at the series
 */
public record PixelSeriesRequest(
    Cube cube,
    Area area,
    BandSelection bands,
    List<TimeInterval> times,
    Filter filter,
    Season season,
    Period period,
    SeriesMethod method) {

  public PixelSeriesRequest {
    Objects.requireNonNull(cube, "cube");
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(bands, "bands");
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(season, "season");
    Objects.requireNonNull(period, "period");
    Objects.requireNonNull(method, "method");
    times = List.copyOf(times);
  }
}
