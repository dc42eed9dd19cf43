// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.chronocube.index.InsertReport;
import org.chronocube.index.SceneIndex;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SceneSources;
import org.chronocube.index.TimeBuckets;
import org.chronocube.index.jdbc.SceneCodec.Encoded;
import org.chronocube.scene.Product;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;

/** The index over one database, whichever. */
final class JdbcSceneIndex implements SceneIndex {

  private final Database database;
  private final Products products = new Products();
  private final SceneReader reader;
  private final SceneSources sources;

  JdbcSceneIndex(Database database) {
    this.database = database;
    this.reader = new SceneReader(database, products);
    this.sources = new JdbcSceneSources(database, products);
  }

  @Override
  public void putProduct(Product product) {
    database.write(
        connection -> {
          SceneWriter writer = new SceneWriter(connection);
          long next = writer.lock(database.dialect());
          if (Products.put(connection, product)) {
            writer.advance(next);
          }
          return null;
        });
  }

  @Override
  public List<Product> products() {
    return database.read(Products::read);
  }

  @Override
  public Optional<Product> product(String id) {
    return database.read(connection -> Products.read(connection, id));
  }

  /** Encodes before it locks, so that writers share the machine. */
  @Override
  public InsertReport insert(Collection<Scene> scenes) {
    List<Encoded> encoded = SceneCodec.encode(scenes);
    return database.write(
        connection ->
            new Insertion(connection, database.dialect(), products).run(encoded, Map.of()));
  }

  @Override
  public int delete(String product, Collection<String> ids) {
    return database.write(
        connection -> {
          long next = new SceneWriter(connection).lock(database.dialect());
          Optional<Long> key = products.key(connection, product);
          return key.isEmpty()
              ? 0
              : new Deletion(connection, database.dialect()).run(key.get(), ids, next);
        });
  }

  @Override
  public Optional<Scene> scene(String product, String id) {
    return reader.scene(product, id);
  }

  @Override
  public Stream<Scene> find(SceneQuery query) {
    return reader.find(query);
  }

  @Override
  public long count(SceneQuery query) {
    return reader.count(query);
  }

  @Override
  public long[] histogram(SceneQuery query, List<Instant> edges) {
    return reader.histogram(query, new TimeBuckets(edges));
  }

  @Override
  public Optional<TimeInterval> timeBounds(SceneQuery query) {
    return reader.timeBounds(query);
  }

  @Override
  public Stream<Instant> times(SceneQuery query) {
    return reader.times(query);
  }

  @Override
  public long generation() {
    return database.read(
        connection -> {
          Sql sql = new Sql().add("SELECT generation FROM index_state");
          try (LongCursor row = new LongCursor(connection, sql)) {
            return row.next();
          }
        });
  }

  @Override
  public SceneSources sources() {
    return sources;
  }

  @Override
  public boolean isReadOnly() {
    return database.isReadOnly();
  }

  @Override
  public void close() {
    database.close();
  }

  /** Names the index, without secrets. */
  @Override
  public String toString() {
    return "SceneIndex[" + database.name() + (isReadOnly() ? ", read-only]" : "]");
  }
}
