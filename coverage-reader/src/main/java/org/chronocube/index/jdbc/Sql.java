// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Text of a statement with its parameters, grown together so that values are never in the text. */
final class Sql {

  private final StringBuilder text = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  /** Adds text with a value for each of its question marks. */
  Sql add(String fragment, Object... values) {
    text.append(fragment);
    parameters.addAll(List.of(values));
    return this;
  }

  Sql add(Sql other) {
    text.append(other.text);
    parameters.addAll(other.parameters);
    return this;
  }

  /** Adds the parts in parentheses, joined by a keyword, as a balanced tree of little depth. */
  Sql join(String keyword, List<Sql> parts) {
    if (parts.size() == 1) {
      return add("(").add(parts.get(0)).add(")");
    }
    int middle = parts.size() / 2;
    return add("(")
        .join(keyword, parts.subList(0, middle))
        .add(" " + keyword + " ")
        .join(keyword, parts.subList(middle, parts.size()))
        .add(")");
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
  }

  String text() {
    return text.toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
