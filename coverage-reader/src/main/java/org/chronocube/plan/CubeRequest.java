// SPDX-License-Identifier: Apache-2.0
package org.chronocube.plan;

import java.util.List;
import java.util.Objects;
import org.chronocube.grid.GeoBox;
import org.chronocube.index.SortKey;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * One question to a cube, every parameter decoded.
 *
 * @param target the grid of the answer, in any CRS
 * @param bands names of cube bands, in the order of the answer; empty for all
 * @param times any of these; empty means the cube's newest instant that has a scene on the target
 * @param rule how scenes become one
 * @param resampling how pixels that do not line up are made
 * @param filter on scenes, {@link Filter#INCLUDE} for none
 * @param sort order of scenes for {@code first-valid}; empty for newest first
 * @param failures what to do with a granule that cannot be read
 */
public record CubeRequest(
    GeoBox target,
    List<String> bands,
    List<TimeInterval> times,
    MosaicRule rule,
    Resampling resampling,
    Filter filter,
    List<SortKey> sort,
    FailurePolicy failures) {

  /** What to do with a granule that cannot be read. */
  public enum FailurePolicy {
    /** The request fails: never a silent hole. */
    FAIL,
    /** The rest is answered and the failure is in the report. */
    REPORT
  }

  public CubeRequest {
    Objects.requireNonNull(target, "target");
    bands = List.copyOf(bands);
    times = List.copyOf(times);
    sort = List.copyOf(sort);
    Objects.requireNonNull(rule, "rule");
    Objects.requireNonNull(resampling, "resampling");
    Objects.requireNonNull(filter, "filter");
    Objects.requireNonNull(failures, "failures");
  }

  public CubeRequest withTarget(GeoBox grid) {
    return new CubeRequest(grid, bands, times, rule, resampling, filter, sort, failures);
  }

  public CubeRequest withBands(List<String> names) {
    return new CubeRequest(target, names, times, rule, resampling, filter, sort, failures);
  }

  public CubeRequest withTimes(List<TimeInterval> intervals) {
    return new CubeRequest(target, bands, intervals, rule, resampling, filter, sort, failures);
  }

  public CubeRequest withRule(MosaicRule other) {
    return new CubeRequest(target, bands, times, other, resampling, filter, sort, failures);
  }
}
