// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.wcs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.cube.Cube;
import org.chronocube.server.ows.OwsException;

/**
 * RangeSubset of WCS 1.1 (OGC 07-067r2, clause 9.3.2.4): {@code contents:linear[Bands[B04,B08]]}. A
 * coverage has one field, {@value #FIELD}, with one axis, {@value #AXIS}, as in GeoServer.
 *
 * @param bands names of bands, in the order of the answer
 * @param interpolation of the field
 */
record Wcs11Range(List<String> bands, Optional<String> interpolation) {

  static final String FIELD = "contents";
  static final String AXIS = "Bands";

  private static final Pattern SYNTAX =
      Pattern.compile("([^:\\[\\];]+)(?::([^\\[\\];]*))?(?:\\[([^\\[\\]]+)\\[([^\\[\\]]*)]])?");

  static Wcs11Range of(Cube cube, Optional<String> text) {
    if (text.isEmpty()) {
      return new Wcs11Range(BandSelection.of(cube, List.of()), Optional.empty());
    }
    Matcher m = SYNTAX.matcher(text.get().strip());
    if (!m.matches()) {
      throw invalid("RangeSubset must be field:interpolation[axis[key,key]]", text.get());
    }
    if (!m.group(1).strip().equalsIgnoreCase(FIELD)) {
      throw invalid("the field of RangeSubset must be " + FIELD, text.get());
    }
    if (m.group(3) != null && !m.group(3).strip().equalsIgnoreCase(AXIS)) {
      throw invalid("the axis of RangeSubset must be " + AXIS, text.get());
    }
    List<String> names = cube.bands().stream().map(b -> b.band().name()).toList();
    List<String> bands = new ArrayList<>();
    if (m.group(4) != null) {
      Arrays.stream(m.group(4).split(","))
          .map(key -> band(names, key.strip(), text.get()))
          .forEach(bands::add);
    }
    Optional<String> interpolation = Optional.ofNullable(m.group(2)).filter(i -> !i.isBlank());
    return new Wcs11Range(bands.isEmpty() ? names : List.copyOf(bands), interpolation);
  }

  // Some clients count bands from 1.
  private static String band(List<String> names, String key, String text) {
    if (names.contains(key)) {
      return key;
    }
    if (key.matches("\\d{1,4}")) {
      int number = Integer.parseInt(key);
      if (number >= 1 && number <= names.size()) {
        return names.get(number - 1);
      }
    }
    throw invalid("a key of RangeSubset must be one of " + String.join(", ", names), text);
  }

  private static OwsException invalid(String rule, String text) {
    return OwsException.invalid("RangeSubset", rule + ", was " + text);
  }
}
