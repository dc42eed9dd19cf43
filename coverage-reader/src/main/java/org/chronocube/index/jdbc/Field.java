// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import org.chronocube.index.SortKey;

/** What a condition looks at: a column of every scene, or a property that a scene may have. */
sealed interface Field {

  /** Columns that every scene has. */
  enum Column implements Field {
    ID,
    PRODUCT,
    TIME,
    FOOTPRINT;

    @Override
    public Object valueIn(SceneRow row) {
      return switch (this) {
        case ID -> row.id;
        case PRODUCT -> row.product;
        case TIME -> row.time;
        case FOOTPRINT -> row.footprint();
      };
    }
  }

  /** A scene property. */
  record Property(String name) implements Field {

    @Override
    public Object valueIn(SceneRow row) {
      return row.properties().get(name);
    }

    /** True when both databases find the property by this name in JSON. */
    boolean isPlain() {
      return name.matches("[^\"\\\\\\p{Cntrl}]+");
    }
  }

  /** String, Number (milliseconds for the time), Boolean or Geometry; null when missing. */
  Object valueIn(SceneRow row);

  static Field of(String name) {
    return switch (name) {
      case SortKey.ID -> Column.ID;
      case "product" -> Column.PRODUCT;
      case SortKey.TIME -> Column.TIME;
      case "footprint" -> Column.FOOTPRINT;
      default -> new Property(name);
    };
  }
}
