// SPDX-License-Identifier: Apache-2.0
package org.chronocube.geotools;

import org.chronocube.scene.Scene;

/** Properties of scenes that are dimensions of coverages, where a cube's scenes have them. */
enum SceneDimension {
  CLOUD_COVER("cloud_cover", Scene.CLOUD_COVER, Double.class, "percent", "%"),
  RELATIVE_ORBIT("relative_orbit", "sat:relative_orbit", Integer.class, "", ""),
  ORBIT_STATE("orbit_state", "sat:orbit_state", String.class, "", "");

  private final String attribute;
  private final String property;
  private final Class<?> type;
  private final String unit;
  private final String symbol;

  SceneDimension(String attribute, String property, Class<?> type, String unit, String symbol) {
    this.attribute = attribute;
    this.property = property;
    this.type = type;
    this.unit = unit;
    this.symbol = symbol;
  }

  /** Attribute of granule features. */
  String attribute() {
    return attribute;
  }

  /** Property of scenes in the index. */
  String property() {
    return property;
  }

  Class<?> type() {
    return type;
  }

  String unit() {
    return unit;
  }

  String symbol() {
    return symbol;
  }

  /** A scene's value, of this dimension's type where it can be; null when it has none. */
  Object valueIn(Scene scene) {
    Object value = scene.properties().get(property);
    return type == Double.class && value instanceof Number n ? (Object) n.doubleValue() : value;
  }

  /** True when the domain is told as a range, not as a list. */
  boolean isContinuous() {
    return type == Double.class;
  }
}
