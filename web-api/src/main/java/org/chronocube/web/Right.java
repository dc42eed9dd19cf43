// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;

/** What a caller may be allowed to do. One does not include another. */
public enum Right {
  /** Look: capabilities, maps, coverages, series, searches. */
  READ,
  /** Have the server compute: run processes, see and dismiss what they made. */
  PROCESS,
  /** Change what is published. */
  ADMINISTRATE;

  /** As configuration files and messages write it: {@code read}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Rights by their ids.
   *
   * @param parameter what to name in a complaint
   * @throws InvalidParameterException when one is no right
   */
  public static Set<Right> parse(Collection<String> ids, String parameter) {
    Set<Right> rights = EnumSet.noneOf(Right.class);
    for (String id : ids) {
      rights.add(
          Arrays.stream(values())
              .filter(right -> right.id().equals(id))
              .findFirst()
              .orElseThrow(() -> unknown(id, parameter)));
    }
    return rights;
  }

  private static InvalidParameterException unknown(String id, String parameter) {
    String known = Arrays.stream(values()).map(Right::id).collect(Collectors.joining(", "));
    return new InvalidParameterException(
        parameter, parameter + " must be some of " + known + ", was " + id);
  }
}
