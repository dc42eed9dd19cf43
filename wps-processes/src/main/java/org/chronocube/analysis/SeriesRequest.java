// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.List;
import java.util.Objects;
import org.chronocube.InvalidParameterException;
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
 * @param minValid times are left out at which no band has at least this percentage of the area's
 *     pixels valid, 0 to 100
 */
public record SeriesRequest(
    Cube cube,
    Area area,
    List<TimeInterval> times,
    BandSelection bands,
    List<Double> percentiles,
    Filter filter,
    double minValid) {

  /** Of all times, however few pixels are valid. */
  public SeriesRequest(
      Cube cube,
      Area area,
      List<TimeInterval> times,
      BandSelection bands,
      List<Double> percentiles,
      Filter filter) {
    this(cube, area, times, bands, percentiles, filter, 0);
  }

  /** The same question for times that show at least so much of the area, in percent. */
  public SeriesRequest withMinValid(double percent) {
    return new SeriesRequest(cube, area, times, bands, percentiles, filter, percent);
  }

  public SeriesRequest {
    Objects.requireNonNull(cube, "cube");
    Objects.requireNonNull(area, "area");
    Objects.requireNonNull(bands, "bands");
    Objects.requireNonNull(filter, "filter");
    times = List.copyOf(times);
    percentiles = List.copyOf(percentiles);
    if (!(minValid >= 0 && minValid <= 100)) {
      throw new InvalidParameterException(
          "minValid", "minValid must be in 0..100 percent, was " + minValid);
    }
  }
}
