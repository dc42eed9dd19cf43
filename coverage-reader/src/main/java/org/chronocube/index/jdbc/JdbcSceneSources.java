// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.chronocube.index.IndexException;
import org.chronocube.index.InsertReport;
import org.chronocube.index.SceneSource;
import org.chronocube.index.SceneSources;
import org.chronocube.index.jdbc.SceneCodec.Encoded;
import org.chronocube.scene.Scene;

/** Table source, and column source of the scenes. */
final class JdbcSceneSources implements SceneSources {

  private static final int CHUNK = 1000;

  private final Database database;
  private final Products products;

  JdbcSceneSources(Database database, Products products) {
    this.database = database;
    this.products = products;
  }

  /** What to make of a row. */
  private interface Row {
    void take(ResultSet row) throws SQLException;
  }

  @Override
  public Map<String, SceneSource> complete(String product, Collection<String> uris) {
    Map<String, SceneSource> found = new HashMap<>();
    forChunks(
        product,
        uris,
        (key, chunk) ->
            new Sql()
                .add("SELECT r.uri, r.stamp, r.scenes, r.duplicate_of FROM source r")
                .add(" WHERE r.product = ? AND ", key)
                .add(database.dialect().textIn("r.uri", chunk))
                .add(" AND r.scenes = (SELECT count(*) FROM scene s WHERE s.source = r.pk)"),
        row ->
            found.put(
                row.getString(1),
                new SceneSource(
                    row.getString(1),
                    row.getString(2),
                    row.getInt(3),
                    Optional.ofNullable(row.getString(4)))));
    return found;
  }

  @Override
  public Map<String, String> holders(String product, Collection<String> scenes) {
    Map<String, String> holders = new HashMap<>();
    forChunks(
        product,
        scenes,
        (key, chunk) ->
            new Sql()
                .add("SELECT s.id, r.uri FROM scene s JOIN source r ON r.pk = s.source")
                .add(" WHERE s.product = ? AND ", key)
                .add(database.dialect().textIn("s.id", chunk)),
        row -> holders.put(row.getString(1), row.getString(2)));
    return holders;
  }

  private interface Question {
    Sql about(long product, List<String> chunk);
  }

  private void forChunks(String product, Collection<String> texts, Question question, Row row) {
    List<String> all = List.copyOf(texts);
    database.read(
        connection -> {
          Optional<Long> key = products.key(connection, product);
          for (int from = 0; key.isPresent() && from < all.size(); from += CHUNK) {
            List<String> chunk = all.subList(from, Math.min(all.size(), from + CHUNK));
            each(connection, question.about(key.get(), chunk), row);
          }
          return null;
        });
  }

  private static void each(Connection connection, Sql sql, Row row) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      sql.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          row.take(rows);
        }
      }
    }
  }

  /** Encodes before it locks, so that writers share the machine. */
  @Override
  public InsertReport put(String product, Collection<Entry> entries) {
    List<Encoded> encoded =
        SceneCodec.encode(entries.stream().flatMap(e -> e.scenes().stream()).toList());
    return database.write(
        connection -> {
          new SceneWriter(connection).lock(database.dialect());
          long key = key(connection, product);
          Map<String, Long> known = keys(connection, key, entries);
          Map<String, Long> sources = byScene(entries, upsert(connection, key, entries, known));
          InsertReport report =
              new Insertion(connection, database.dialect(), products).run(encoded, sources);
          sources.keySet().removeAll(report.inserted());
          link(connection, key, sources);
          deleteOthers(connection, key, entries, known);
          return report;
        });
  }

  private long key(Connection connection, String product) throws SQLException {
    return products
        .key(connection, product)
        .orElseThrow(
            () -> new IndexException("product of a source must be in the index, was " + product));
  }

  private static Map<String, Long> upsert(
      Connection connection, long product, Collection<Entry> entries, Map<String, Long> known)
      throws SQLException {
    Map<String, Long> keys = new HashMap<>(known);
    long[] next = {0};
    each(
        connection,
        new Sql().add("SELECT COALESCE(max(pk), 0) + 1 FROM source"),
        row -> next[0] = row.getLong(1));
    try (PreparedStatement update =
            connection.prepareStatement(
                "UPDATE source SET stamp = ?, scenes = ?, duplicate_of = ? WHERE pk = ?");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO source (stamp, scenes, duplicate_of, pk, product, uri)"
                    + " VALUES (?, ?, ?, ?, ?, ?)")) {
      for (Entry entry : entries) {
        SceneSource source = entry.source();
        Long pk = keys.get(source.uri());
        PreparedStatement statement = pk == null ? insert : update;
        statement.setString(1, source.stamp());
        statement.setInt(2, source.scenes());
        statement.setString(3, source.duplicateOf().orElse(null));
        statement.setLong(4, pk == null ? next[0] : pk);
        if (pk == null) {
          statement.setLong(5, product);
          statement.setString(6, source.uri());
          keys.put(source.uri(), next[0]++);
        }
        statement.addBatch();
      }
      insert.executeBatch();
      update.executeBatch();
    }
    return keys;
  }

  private Map<String, Long> keys(Connection connection, long product, Collection<Entry> entries)
      throws SQLException {
    Map<String, Long> keys = new HashMap<>();
    List<String> uris = entries.stream().map(e -> e.source().uri()).toList();
    for (int from = 0; from < uris.size(); from += CHUNK) {
      List<String> chunk = uris.subList(from, Math.min(uris.size(), from + CHUNK));
      Sql sql =
          new Sql()
              .add("SELECT uri, pk FROM source WHERE product = ? AND ", product)
              .add(database.dialect().textIn("uri", chunk));
      each(connection, sql, row -> keys.put(row.getString(1), row.getLong(2)));
    }
    return keys;
  }

  /** Scene id to the key of its source; of two, the later, as its scene is taken. */
  private static Map<String, Long> byScene(Collection<Entry> entries, Map<String, Long> keys) {
    Map<String, Long> sources = new HashMap<>();
    for (Entry entry : entries) {
      entry.scenes().forEach(scene -> sources.put(scene.id(), keys.get(entry.source().uri())));
    }
    return sources;
  }

  /** Scenes that were there already may have had another source. */
  private static void link(Connection connection, long product, Map<String, Long> sources)
      throws SQLException {
    try (PreparedStatement link =
        connection.prepareStatement(
            "UPDATE scene SET source = ? WHERE product = ? AND id = ?"
                + " AND (source IS NULL OR source <> ?)")) {
      for (Map.Entry<String, Long> source : sources.entrySet()) {
        link.setLong(1, source.getValue());
        link.setLong(2, product);
        link.setString(3, source.getKey());
        link.setLong(4, source.getValue());
        link.addBatch();
      }
      link.executeBatch();
    }
  }

  private void deleteOthers(
      Connection connection, long product, Collection<Entry> entries, Map<String, Long> known)
      throws SQLException {
    List<String> others = new ArrayList<>();
    for (Entry entry : entries) {
      Long source = known.get(entry.source().uri());
      if (source != null && !entry.source().stamp().isEmpty()) {
        Set<String> own = entry.scenes().stream().map(Scene::id).collect(Collectors.toSet());
        Sql sql = new Sql().add("SELECT id FROM scene WHERE source = ?", source);
        each(
            connection,
            sql,
            row -> {
              if (!own.contains(row.getString(1))) {
                others.add(row.getString(1));
              }
            });
      }
    }
    if (!others.isEmpty()) {
      long next = new SceneWriter(connection).lock(database.dialect());
      new Deletion(connection, database.dialect()).run(product, others, next);
    }
  }

  @Override
  public List<String> uris(String product, String prefix) {
    List<String> uris = new ArrayList<>();
    database.read(
        connection -> {
          Optional<Long> key = products.key(connection, product);
          if (key.isPresent()) {
            // No character is above U+10FFFF: everything that begins with the prefix is below.
            Sql sql =
                new Sql()
                    .add("SELECT uri FROM source WHERE product = ?", key.get())
                    .add(" AND uri >= ? AND uri < ?", prefix, prefix + "\uDBFF\uDFFF")
                    .add(" ORDER BY uri");
            each(connection, sql, row -> uris.add(row.getString(1)));
          }
          return null;
        });
    return uris;
  }

  @Override
  public int delete(String product, Collection<String> uris) {
    return database.write(
        connection -> {
          long next = new SceneWriter(connection).lock(database.dialect());
          long key = key(connection, product);
          int deleted = 0;
          for (String uri : uris) {
            List<String> scenes = new ArrayList<>();
            Sql sql =
                new Sql()
                    .add("SELECT s.id FROM scene s JOIN source r ON r.pk = s.source")
                    .add(" WHERE r.product = ? AND r.uri = ?", key, uri);
            each(connection, sql, row -> scenes.add(row.getString(1)));
            deleted += new Deletion(connection, database.dialect()).run(key, scenes, next);
            forget(connection, key, uri);
          }
          return deleted;
        });
  }

  private static void forget(Connection connection, long product, String uri) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM source WHERE product = ? AND uri = ?")) {
      statement.setLong(1, product);
      statement.setString(2, uri);
      statement.executeUpdate();
    }
  }
}
