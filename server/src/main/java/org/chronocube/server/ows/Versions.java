// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which version of a service answers. */
public final class Versions {

  private static final Comparator<String> BY_NUMBER =
      (a, b) -> Arrays.compare(numbers(a), numbers(b));

  private Versions() {}

  /**
   * The rule of WMS 1.3.0 (OGC 06-042 clause 6.2.4) and OWS 1.0: the version asked for if it is
   * supported, else the highest one below it, else the lowest. Without a request, the highest.
   *
   * @throws OwsException when the version is not made of numbers
   */
  public static String nearest(List<String> supported, Optional<String> asked) {
    List<String> ascending = supported.stream().sorted(BY_NUMBER).toList();
    if (asked.isEmpty()) {
      return ascending.get(ascending.size() - 1);
    }
    String version = asked.get();
    if (!version.matches("\\d{1,4}(\\.\\d{1,4}){0,2}")) {
      throw OwsException.invalid("version", "version must be numbers a.b.c, was " + version);
    }
    return ascending.stream()
        .filter(v -> BY_NUMBER.compare(v, version) <= 0)
        .reduce((lower, higher) -> higher)
        .orElse(ascending.get(0));
  }

  /**
   * The rule of OWS Common 1.1 and 2.0 (AcceptVersions): the first of the accepted versions that is
   * supported; without any, the highest.
   *
   * @throws OwsException {@code VersionNegotiationFailed} when none is
   */
  public static String accepted(List<String> supported, List<String> accepted) {
    if (accepted.isEmpty()) {
      return nearest(supported, Optional.empty());
    }
    return accepted.stream()
        .filter(supported::contains)
        .findFirst()
        .orElseThrow(
            () ->
                new OwsException(
                    "VersionNegotiationFailed",
                    "AcceptVersions",
                    "AcceptVersions must name one of "
                        + String.join(", ", supported)
                        + ", was "
                        + String.join(",", accepted)));
  }

  private static int[] numbers(String version) {
    int[] parts = new int[3];
    String[] texts = version.split("\\.");
    for (int i = 0; i < Math.min(3, texts.length); i++) {
      parts[i] = Integer.parseInt(texts[i]);
    }
    return parts;
  }
}
