// SPDX-License-Identifier: Apache-2.0
package org.chronocube.storage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Geometry;

/** Finds the date that scenes make. Immutable. */
final class KeptIndex {

  private final List<KeptDate> dates;
  private final Map<Long, Integer> dateOfScene;

  KeptIndex(List<KeptDate> dates) {
    this.dates = dates;
    this.dateOfScene = new HashMap<>(dates.size() * 2);
    for (int d = 0; d < dates.size(); d++) {
      for (KeptScene scene : dates.get(d).scenes()) {
        dateOfScene.put(scene.digest(), d);
      }
    }
  }

  KeptDate date(int index) {
    return dates.get(index);
  }

  /**
   * The number of the date that, on an area, is made of exactly some scenes.
   *
   * @param digests of the scenes that a search of the area found
   * @param area that was searched; asked for only where the date has more scenes
   */
  OptionalInt find(long[] digests, Supplier<Geometry> area) {
    Integer date = digests.length == 0 ? null : dateOfScene.get(digests[0]);
    if (date == null) {
      return OptionalInt.empty();
    }
    Set<Long> found = new HashSet<>();
    for (long digest : digests) {
      found.add(digest);
    }
    int matched = 0;
    for (KeptScene scene : dates.get(date).scenes()) {
      if (found.contains(scene.digest())) {
        matched++;
      } else if (scene.touches(area.get())) {
        return OptionalInt.empty();
      }
    }
    return matched == digests.length ? OptionalInt.of(date) : OptionalInt.empty();
  }
}
