// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.List;
import org.chronocube.algorithm.Statistics;
import org.chronocube.cube.ReadReport;

/**
 * Statistics of an area, time by time.
 *
 * @param bands as requested
 * @param entries ascending in time; one for each instant that has a scene on the area
 * @param area the pixels the statistics are of
 * @param report scenes used and granules failed
 */
public record Series(BandSelection bands, List<Entry> entries, Area area, ReadReport report) {

  /**
   * One instant.
   *
   * @param instant of the cube's time axis
   * @param statistics one for each band
   */
  public record Entry(Instant instant, List<Statistics> statistics) {

    public Entry {
      statistics = List.copyOf(statistics);
    }
  }

  public Series {
    entries = List.copyOf(entries);
  }
}
