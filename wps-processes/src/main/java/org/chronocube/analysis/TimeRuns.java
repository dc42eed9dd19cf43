// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.time.TimeInterval;

/**
 * The instants of a request in runs that are read together.
 *
 * @param runs ascending, none of them empty
 */
record TimeRuns(List<List<Instant>> runs) {

  /**
   * @param instants ascending
   * @param size most instants of a run
   */
  static TimeRuns of(List<Instant> instants, int size) {
    List<List<Instant>> runs = new ArrayList<>();
    for (int i = 0; i < instants.size(); i += size) {
      runs.add(instants.subList(i, Math.min(instants.size(), i + size)));
    }
    return new TimeRuns(runs);
  }

  int count() {
    return runs.size();
  }

  List<Instant> run(int i) {
    return runs.get(i);
  }

  /**
   * What to ask for to get a run: it reaches to the next one's first instant, as an instant stands
   * for all scenes of its day.
   */
  TimeInterval span(int i) {
    Instant start = i == 0 ? TimeInterval.ALL.start() : runs.get(i).get(0);
    Instant end = i == runs.size() - 1 ? TimeInterval.ALL.end() : runs.get(i + 1).get(0);
    return new TimeInterval(start, end);
  }

  /**
   * The parts of intervals that lie in a span.
   *
   * @param asked empty for all times
   */
  static List<TimeInterval> within(TimeInterval span, List<TimeInterval> asked) {
    List<TimeInterval> times = new ArrayList<>();
    for (TimeInterval t : asked.isEmpty() ? List.of(TimeInterval.ALL) : asked) {
      if (t.intersects(span)) {
        Instant start = t.start().isBefore(span.start()) ? span.start() : t.start();
        Instant end = t.end().isAfter(span.end()) ? span.end() : t.end();
        times.add(new TimeInterval(start, end));
      }
    }
    return times;
  }
}
