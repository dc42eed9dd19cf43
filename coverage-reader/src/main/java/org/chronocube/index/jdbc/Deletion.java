// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.chronocube.index.jdbc.SceneLookup.Stored;

/** Deletes scenes under the write lock; those that they had superseded become current. */
record Deletion(Connection connection, Dialect dialect) {

  /**
   * @param next the next free key, which stays
   * @return how many there were
   */
  int run(long product, Collection<String> ids, long next) throws SQLException {
    SceneLookup lookup = new SceneLookup(connection, dialect);
    List<Stored> found = lookup.byId(product, new ArrayList<>(new HashSet<>(ids)));
    if (found.isEmpty()) {
      return 0;
    }
    Set<String> gone = new HashSet<>();
    Acquisitions acquisitions = new Acquisitions();
    for (Stored scene : found) {
      gone.add(scene.id());
      acquisitions.touch(product, scene.acquisition());
    }
    acquisitions.load(lookup, scene -> !gone.contains(scene.id()));
    SceneWriter writer = new SceneWriter(connection);
    writer.delete(found.stream().map(Stored::pk).toList());
    acquisitions.settle(writer, new HashMap<>());
    writer.advance(next);
    return found.size();
  }
}
