// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Optional;

/** The words in which the two databases differ. */
interface Dialect {

  /** Kinds of property values that SQL can compare. */
  enum Kind {
    NUMBER,
    TEXT,
    BOOLEAN
  }

  /** Name of the folder of numbered SQL files beside this class. */
  String folder();

  /** First statement of a migration: lets one process migrate at a time. */
  String lockSchema();

  /** A query with a row when the index has a schema version. */
  String findSchema();

  /** Reads generation and next scene key, and keeps other writers out until the end. */
  String lockState();

  /** True where the column holds one of the texts. */
  Sql textIn(String column, Collection<String> values);

  /** A query of one column: the integers. */
  Sql integers(Collection<Long> values);

  /** True where the column holds one of the integers; an index on the column is gone through. */
  Sql integerIn(String column, Collection<Long> values);

  /**
   * Value of a scene property: double precision, text, or the texts true and false; null where the
   * property is missing or of another kind.
   */
  Sql property(String name, Kind kind);

  /** True where the scene has no such property. */
  Sql lacks(String property);

  /** True where a text, null excluded, has a pattern. */
  Sql like(Sql text, LikePattern pattern);

  /**
   * A statement for the rest of a transaction that groups many rows by few values, if one helps.
   */
  Optional<String> preferHashing();

  /** True when new scenes go by {@link PostgresCopy}. */
  boolean copies();

  /**
   * Adds a page to an ordered statement.
   *
   * @return how many of the first rows the reader still has to skip
   */
  long page(Sql sql, long offset, long limit);

  /** Parameter text for lists, whatever their length. */
  static String json(Collection<?> values) {
    try {
      return JsonText.MAPPER.writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of texts and numbers is always JSON", e);
    }
  }

  /** Shared JSON settings of this package. */
  final class JsonText {
    static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonText() {}
  }
}
