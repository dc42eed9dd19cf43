// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.index.IndexException;
import org.chronocube.index.InsertReport;
import org.chronocube.index.jdbc.SceneCodec.Encoded;
import org.chronocube.index.jdbc.SceneLookup.Stored;
import org.chronocube.scene.Scene;

/**
 * One insert. Under the write lock: looks up which scenes are there, decides in memory who is new,
 * changed and current, then writes in batches.
 */
final class Insertion {

  private final Connection connection;
  private final Dialect dialect;
  private final Products products;
  private final SceneWriter writer;
  private final List<String> inserted = new ArrayList<>();
  private final List<String> updated = new ArrayList<>();
  private final List<String> unchanged = new ArrayList<>();
  private final Map<String, String> superseded = new LinkedHashMap<>();

  Insertion(Connection connection, Dialect dialect, Products products) {
    this.connection = connection;
    this.dialect = dialect;
    this.products = products;
    this.writer = new SceneWriter(connection);
  }

  /** A scene id within a product. */
  private record Key(long product, String id) {}

  /**
   * @param batch of two scenes with one id, the later is taken
   * @param sources scene id to the key of the source that it is from, if it is new
   */
  InsertReport run(Collection<Encoded> batch, Map<String, Long> sources) throws SQLException {
    long next = writer.lock(dialect);
    Map<Key, Encoded> scenes = new LinkedHashMap<>();
    for (Encoded encoded : batch) {
      scenes.put(new Key(productOf(encoded.scene()), encoded.scene().id()), encoded);
    }
    Map<Key, Stored> stored = lookUp(scenes);
    Map<Key, Encoded> changed = changed(scenes, stored);
    if (!changed.isEmpty()) {
      Acquisitions acquisitions = acquisitions(changed, stored);
      writer.advance(write(changed, stored, acquisitions, sources, next));
      acquisitions.settle(writer, superseded);
    }
    return new InsertReport(inserted, updated, unchanged, superseded);
  }

  private long productOf(Scene scene) throws SQLException {
    return products
        .key(connection, scene.product())
        .orElseThrow(
            () ->
                new IndexException(
                    "product of scene "
                        + scene.id()
                        + " must be in the index, was "
                        + scene.product()));
  }

  private Map<Key, Stored> lookUp(Map<Key, Encoded> scenes) throws SQLException {
    Map<Long, List<String>> ids = new LinkedHashMap<>();
    scenes
        .keySet()
        .forEach(k -> ids.computeIfAbsent(k.product(), p -> new ArrayList<>()).add(k.id()));
    SceneLookup lookup = new SceneLookup(connection, dialect);
    Map<Key, Stored> stored = new HashMap<>();
    for (Map.Entry<Long, List<String>> entry : ids.entrySet()) {
      for (Stored old : lookup.byId(entry.getKey(), entry.getValue())) {
        stored.put(new Key(old.product(), old.id()), old);
      }
    }
    return stored;
  }

  private Map<Key, Encoded> changed(Map<Key, Encoded> scenes, Map<Key, Stored> stored) {
    Map<Key, Encoded> changed = new LinkedHashMap<>();
    scenes.forEach(
        (key, encoded) -> {
          Stored old = stored.get(key);
          if (old != null && Arrays.equals(old.digest(), encoded.digest())) {
            unchanged.add(key.id());
          } else {
            (old == null ? inserted : updated).add(key.id());
            changed.put(key, encoded);
          }
        });
    return changed;
  }

  /** The acquisitions that gain, lose or change a scene, with all their scenes. */
  private Acquisitions acquisitions(Map<Key, Encoded> changed, Map<Key, Stored> stored)
      throws SQLException {
    Acquisitions acquisitions = new Acquisitions();
    changed.forEach(
        (key, encoded) -> {
          acquisitions.touch(key.product(), encoded.scene().acquisition());
          Stored old = stored.get(key);
          if (old != null) {
            acquisitions.touch(key.product(), old.acquisition());
          }
        });
    acquisitions.load(
        new SceneLookup(connection, dialect),
        member -> !changed.containsKey(new Key(member.product(), member.id())));
    changed.forEach((key, encoded) -> acquisitions.add(key.product(), encoded.scene()));
    return acquisitions;
  }

  private long write(
      Map<Key, Encoded> changed,
      Map<Key, Stored> stored,
      Acquisitions acquisitions,
      Map<String, Long> sources,
      long firstKey)
      throws SQLException {
    long next = firstKey;
    List<SceneWriter.Row> toInsert = new ArrayList<>();
    List<SceneWriter.Row> toUpdate = new ArrayList<>();
    for (Map.Entry<Key, Encoded> entry : changed.entrySet()) {
      long product = entry.getKey().product();
      Scene scene = entry.getValue().scene();
      String winner = acquisitions.winner(product, scene.acquisition());
      boolean current = winner.equals(scene.id());
      if (!current) {
        superseded.put(scene.id(), winner);
      }
      Stored old = stored.get(entry.getKey());
      if (old == null) {
        Long source = sources.get(scene.id());
        toInsert.add(new SceneWriter.Row(next, product, entry.getValue(), current, source));
        next++;
      } else {
        toUpdate.add(new SceneWriter.Row(old.pk(), product, entry.getValue(), current, null));
      }
    }
    writer.insert(dialect, toInsert);
    writer.update(toUpdate);
    return next;
  }
}
