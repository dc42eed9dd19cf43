// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.chronocube.geolocation.RationalPolynomial;
import org.chronocube.geolocation.RationalPolynomial.Range;
import org.chronocube.geolocation.RationalPolynomial.Ratio;
import org.chronocube.io.RasterReadException;

/** Maxar's {@code .RPB}: {@code name = value;}, lists in parentheses. */
final class RpbText {

  private static final Pattern ENTRY =
      Pattern.compile("(\\w+)\\s*=\\s*(?:\\(([^)]*)\\)|([^;\\r\\n]*))");

  private final String file;
  private final Map<String, String> values = new HashMap<>();

  RpbText(String file) {
    this.file = file;
  }

  RationalPolynomial parse(String text) {
    Matcher entry = ENTRY.matcher(text);
    while (entry.find()) {
      values.put(entry.group(1), entry.group(2) == null ? entry.group(3) : entry.group(2));
    }
    return new RationalPolynomial(
        range("line"),
        range("samp"),
        range("lat"),
        range("long"),
        range("height"),
        ratio("line"),
        ratio("samp"));
  }

  private Range range(String of) {
    return new Range(
        Coefficients.number(required(of + "Offset").strip(), file),
        Coefficients.number(required(of + "Scale").strip(), file));
  }

  private Ratio ratio(String of) {
    return new Ratio(
        Coefficients.parse(required(of + "NumCoef"), file),
        Coefficients.parse(required(of + "DenCoef"), file));
  }

  private String required(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new RasterReadException(file + " must have " + name + ", has none");
    }
    return value;
  }
}
