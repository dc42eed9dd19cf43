// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.chronocube.index.jdbc.SceneLookup.Stored;
import org.chronocube.scene.Scene;

/** Which scene of each acquisition is current, after a change. */
final class Acquisitions {

  private final Map<Long, Set<String>> touched = new HashMap<>();
  private final Map<Key, Member> winners = new HashMap<>();
  private final List<Stored> others = new ArrayList<>();

  private record Key(long product, String acquisition) {}

  private record Member(String id, String revision) {

    /** The last is current: by revision, then by id so that the order of arrival is no matter. */
    static final Comparator<Member> ORDER =
        Comparator.comparing(Member::revision, Utf8::compare)
            .thenComparing(Member::id, Utf8::compare);
  }

  void touch(long product, String acquisition) {
    touched.computeIfAbsent(product, p -> new LinkedHashSet<>()).add(acquisition);
  }

  /** Reads the stored scenes of the touched acquisitions that this change leaves as they are. */
  void load(SceneLookup lookup, Predicate<Stored> stays) throws SQLException {
    for (Map.Entry<Long, Set<String>> entry : touched.entrySet()) {
      for (Stored scene : lookup.byAcquisition(entry.getKey(), List.copyOf(entry.getValue()))) {
        if (stays.test(scene)) {
          others.add(scene);
          compete(
              new Key(scene.product(), scene.acquisition()),
              new Member(scene.id(), scene.revision()));
        }
      }
    }
  }

  /** Adds a scene that this change writes. */
  void add(long product, Scene scene) {
    compete(new Key(product, scene.acquisition()), new Member(scene.id(), scene.revision()));
  }

  /** Id of the current scene. */
  String winner(long product, String acquisition) {
    return winners.get(new Key(product, acquisition)).id();
  }

  /**
   * Marks the scenes that stay as current or superseded.
   *
   * @param superseded gets those that no longer are current, with the id of the one that is
   */
  void settle(SceneWriter writer, Map<String, String> superseded) throws SQLException {
    List<Long> up = new ArrayList<>();
    List<Long> down = new ArrayList<>();
    for (Stored scene : others) {
      String winner = winner(scene.product(), scene.acquisition());
      if (!scene.current() && winner.equals(scene.id())) {
        up.add(scene.pk());
      } else if (scene.current() && !winner.equals(scene.id())) {
        down.add(scene.pk());
        superseded.put(scene.id(), winner);
      }
    }
    writer.setCurrent(up, true);
    writer.setCurrent(down, false);
  }

  private void compete(Key acquisition, Member member) {
    winners.merge(acquisition, member, (a, b) -> Member.ORDER.compare(a, b) >= 0 ? a : b);
  }
}
