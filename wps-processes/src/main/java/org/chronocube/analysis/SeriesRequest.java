// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import java.util.Objects;
import org.chronocube.cube.Cube;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * A question for statistics over an area at many times.
 *
 * @param cube to read
 * @param area where
 * @param times any of these; empty for all times of the cube
 * @param bands what
 * @param percentiles 0 to 100 each
 * @param filter on scenes
 */
public record SeriesRequest(
    Cube cube,
    Area area,
    List<TimeInterval> times,
    BandSelection bands,
    List<Double> percentiles,
    Filter filter) {

  public SeriesRequest {
    Objects.requireNonNull(cube, "cube");
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(bands, "bands");
    Objects.requireNonNull(filter, "filter");
    times = List.copyOf(times);
    percentiles = List.copyOf(percentiles);
  }
}
