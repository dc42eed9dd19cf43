// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps.declaration;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.geotools.api.data.Parameter;
import org.geotools.util.SimpleInternationalString;

/**
 * One output of a process.
 *
 * @param name as clients write it
 * @param title for humans
 * @param description sentences for humans
 * @param type of the value
 * @param primary true for the one that clients mean who do not name one
 */
public record Output(
    String name, String title, String description, Class<?> type, boolean primary) {

  public Output {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(type, "type");
    if (!description.endsWith(".")) {
      throw new IllegalArgumentException("description of " + name + " must end with a full stop");
    }
  }

  public static Output primary(Class<?> type, String name, String title, String description) {
    return new Output(name, title, description, type, true);
  }

  public static Output of(Class<?> type, String name, String title, String description) {
    return new Output(name, title, description, type, false);
  }

  /** As GeoTools sees it: GeoServer takes the output that need not be given as the primary one. */
  public Parameter<?> parameter() {
    Map<String, Object> metadata = new HashMap<>();
    metadata.put("title", title);
    return new Parameter<>(
        name,
        type,
        new SimpleInternationalString(title),
        new SimpleInternationalString(description),
        !primary,
        primary ? 0 : 1,
        1,
        null,
        metadata);
  }
}
