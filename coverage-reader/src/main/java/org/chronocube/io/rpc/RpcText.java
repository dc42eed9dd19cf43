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

/** {@code _RPC.TXT}: lines of {@code NAME: value}, sometimes with a unit. */
final class RpcText {

  private static final Pattern LINE = Pattern.compile("(?m)^\\s*(\\w+)\\s*[:=]\\s*(\\S+)");

  private final String file;
  private final Map<String, String> values = new HashMap<>();

  RpcText(String file) {
    this.file = file;
  }

  RationalPolynomial parse(String text) {
    Matcher line = LINE.matcher(text);
    while (line.find()) {
      values.put(line.group(1), line.group(2));
    }
    return new RationalPolynomial(
        range("LINE"),
        range("SAMP"),
        range("LAT"),
        range("LONG"),
        range("HEIGHT"),
        ratio("LINE"),
        ratio("SAMP"));
  }

  private Range range(String of) {
    return new Range(number(of + "_OFF"), number(of + "_SCALE"));
  }

  private Ratio ratio(String of) {
    double[] numerator = new double[20];
    double[] denominator = new double[20];
    for (int i = 0; i < 20; i++) {
      numerator[i] = number(of + "_NUM_COEFF_" + (i + 1));
      denominator[i] = number(of + "_DEN_COEFF_" + (i + 1));
    }
    return new Ratio(numerator, denominator);
  }

  private double number(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new RasterReadException(file + " must have " + name + ", has none");
    }
    return Coefficients.number(value, file);
  }
}
