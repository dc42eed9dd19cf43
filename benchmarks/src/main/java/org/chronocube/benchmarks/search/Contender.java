// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.chronocube.time.TimeInterval;
import org.locationtech.jts.geom.Geometry;

/** What is asked: an index, or the peer. The same scenes must give the same answers. */
interface Contender {

  /** As the tables call it. */
  String name();

  /** Ids of clear scenes (cloud cover under 20 %), newest first. */
  Answer newest(Geometry area, TimeInterval time, int most) throws SQLException;

  /** First and last time, milliseconds since 1970; nothing when there are no scenes. */
  Answer bounds(Geometry area, TimeInterval time) throws SQLException;

  /** First time of each solar day, milliseconds since 1970. */
  Answer days(Geometry area, TimeInterval time) throws SQLException;

  /**
   * What came out, such that the same is the same for all.
   *
   * @param count of scenes or dates
   * @param check over all that is in the answer
   */
  record Answer(long count, long check) {

    /** Of texts and times, in their order. */
    static Answer of(Stream<?> elements) {
      long[] sums = {0, 1};
      elements.forEach(
          element -> {
            sums[0]++;
            sums[1] = 31 * sums[1] + element.hashCode();
          });
      return new Answer(sums[0], sums[1]);
    }
  }
}
