// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.server.ows.Kvp;

/** Collects key-value pairs that say what a posted document says. */
final class KvpPairs {

  private final List<String> pairs = new ArrayList<>();

  /** A blank value is left out. */
  void put(String key, String value) {
    if (!value.isBlank()) {
      pairs.add(key + "=" + URLEncoder.encode(value.strip(), StandardCharsets.UTF_8));
    }
  }

  void put(String key, Optional<String> value) {
    value.ifPresent(v -> put(key, v));
  }

  /** Numbers separated by blanks as numbers separated by commas. */
  static String list(String text) {
    return text.strip().replaceAll("\\s+", ",");
  }

  Kvp kvp() {
    return Kvp.parse(String.join("&", pairs));
  }
}
