// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.chronocube.time.TimeInterval;

/**
 * What a kept cube is to hold, and where each date's pixels come from; pure.
 *
 * @param steps ascending by time
 * @param unchanged how many of them are kept as they are
 * @param removed how many that were kept are not to be any more
 */
record IngestPlan(List<Step> steps, int unchanged, int removed) {

  /**
   * One date.
   *
   * @param date as it is to be
   * @param from number of the date in the generation before, whose pixels it keeps; −1 when they
   *     are to be made from the archive
   */
  record Step(KeptDate date, int from) {

    boolean isKept() {
      return from >= 0;
    }
  }

  IngestPlan {
    steps = List.copyOf(steps);
  }

  /**
   * @param kept what there is, ascending
   * @param found what the index has, ascending
   * @param times what of the index counts; outside of them all stays as it is. Empty for all
   */
  static IngestPlan of(List<KeptDate> kept, List<KeptDate> found, List<TimeInterval> times) {
    Map<Instant, Integer> before = new HashMap<>();
    Map<Instant, Step> steps = new TreeMap<>();
    for (int i = 0; i < kept.size(); i++) {
      before.put(kept.get(i).time(), i);
      if (!isIn(times, kept.get(i).time())) {
        steps.put(kept.get(i).time(), new Step(kept.get(i), i));
      }
    }
    int unchanged = steps.size();
    for (KeptDate date : found) {
      if (isIn(times, date.time())) {
        Integer at = before.get(date.time());
        boolean same = at != null && kept.get(at).isSame(date);
        unchanged += same ? 1 : 0;
        steps.put(date.time(), same ? new Step(kept.get(at), at) : new Step(date, -1));
      }
    }
    long gone = kept.stream().filter(d -> !steps.containsKey(d.time())).count();
    return new IngestPlan(List.copyOf(steps.values()), unchanged, (int) gone);
  }

  private static boolean isIn(List<TimeInterval> times, Instant time) {
    return times.isEmpty() || times.stream().anyMatch(t -> t.contains(time));
  }

  /**
   * How many of the first dates are those of a store, in order.
   *
   * @param held by the store
   */
  int common(List<KeptDate> held) {
    int n = 0;
    while (n < held.size() && n < steps.size() && steps.get(n).date().isSame(held.get(n))) {
      n++;
    }
    return n;
  }

  /** The same without some dates; of those that were kept otherwise, as they were. */
  IngestPlan without(List<Instant> failed, List<KeptDate> kept) {
    List<Step> others =
        new ArrayList<>(steps.stream().filter(s -> !failed.contains(s.date().time())).toList());
    for (int i = 0; i < kept.size(); i++) {
      if (failed.contains(kept.get(i).time())) {
        others.add(new Step(kept.get(i), i));
      }
    }
    others.sort(Comparator.comparing(s -> s.date().time()));
    return new IngestPlan(others, unchanged, removed);
  }

  /**
   * The dates to be made from the archive that come before one that is kept, or in the place of
   * one: for them much is written anew.
   */
  List<KeptDate> costly(List<KeptDate> kept) {
    List<KeptDate> costly = new ArrayList<>();
    Instant last = kept.isEmpty() ? Instant.MIN : kept.get(kept.size() - 1).time();
    for (Step step : steps) {
      if (!step.isKept() && !step.date().time().isAfter(last)) {
        costly.add(step.date());
      }
    }
    return costly;
  }
}
