// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.chronocube.scene.Product;

/** Table product. Keys never change and products are never deleted, so both are remembered. */
final class Products {

  private final Map<String, Long> keys = new ConcurrentHashMap<>();
  private final Map<Long, String> ids = new ConcurrentHashMap<>();

  /** Keys of the products of a query; those that do not exist are left out. */
  List<Long> keys(Connection connection, List<String> products) throws SQLException {
    if (products.isEmpty()) {
      return allKeys(connection);
    }
    List<Long> found = new ArrayList<>();
    for (String product : products) {
      key(connection, product).ifPresent(found::add);
    }
    return found.stream().distinct().toList();
  }

  Optional<Long> key(Connection connection, String id) throws SQLException {
    Long known = keys.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    allKeys(connection);
    return Optional.ofNullable(keys.get(id));
  }

  String id(Connection connection, long key) throws SQLException {
    if (!ids.containsKey(key)) {
      allKeys(connection);
    }
    return ids.get(key);
  }

  private List<Long> allKeys(Connection connection) throws SQLException {
    List<Long> all = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT pk, id FROM product ORDER BY pk");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        all.add(rows.getLong(1));
        keys.put(rows.getString(2), rows.getLong(1));
        ids.put(rows.getLong(1), rows.getString(2));
      }
    }
    return all;
  }

  static List<Product> read(Connection connection) throws SQLException {
    List<Product> products = new ArrayList<>();
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT id, doc FROM product ORDER BY id");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        products.add(ProductCodec.read(rows.getString(1), rows.getString(2)));
      }
    }
    return products;
  }

  static Optional<Product> read(Connection connection, String id) throws SQLException {
    return doc(connection, id).map(doc -> ProductCodec.read(id, doc));
  }

  /** Adds or replaces a description; the caller holds the write lock. True when it changed. */
  static boolean put(Connection connection, Product product) throws SQLException {
    String doc = ProductCodec.write(product);
    Optional<String> old = doc(connection, product.id());
    if (old.isPresent() && old.get().equals(doc)) {
      return false;
    }
    String sql =
        old.isPresent()
            ? "UPDATE product SET doc = ? WHERE id = ?"
            : "INSERT INTO product (pk, doc, id)"
                + " VALUES ((SELECT COALESCE(max(pk), 0) + 1 FROM product), ?, ?)";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, doc);
      statement.setString(2, product.id());
      statement.executeUpdate();
    }
    return true;
  }

  private static Optional<String> doc(Connection connection, String id) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT doc FROM product WHERE id = ?")) {
      statement.setString(1, id);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }
}
