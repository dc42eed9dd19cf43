// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.rpc;

import java.util.stream.Stream;
import org.chronocube.io.RasterReadException;

/** Numbers in text. */
final class Coefficients {

  private Coefficients() {}

  /** Numbers separated by white space or commas. */
  static double[] parse(String text, String file) {
    return Stream.of(text.strip().split("[\\s,]+")).mapToDouble(t -> number(t, file)).toArray();
  }

  static double number(String text, String file) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new RasterReadException("RPC must be numbers, was " + text + " in " + file, e);
    }
  }
}
