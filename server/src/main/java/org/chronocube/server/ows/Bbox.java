// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.grid.Extent;

/** Parses the BBOX parameter. */
public final class Bbox {

  /** Largest magnitude kept; clients send ±1.8e308 for "everything". */
  private static final double FAR = 1e12;

  private Bbox() {}

  /**
   * Four numbers in the order of a CRS name. Huge numbers are pulled in to ±10¹² (nothing on Earth
   * is that far in any unit), so that an extent always has a finite size.
   *
   * @param text {@code min1,min2,max1,max2}
   * @param code of the error when it is something else, or lower is not below upper
   * @return x first
   */
  public static Extent parse(String text, CrsName crs, String parameter, String code) {
    List<Double> n = numbers(text, parameter, code);
    Extent extent;
    if (!(n.get(0) < n.get(2)) || !(n.get(1) < n.get(3))) {
      throw invalid(text, parameter, code);
    }
    extent = crs.extent(n.get(0), n.get(1), n.get(2), n.get(3));
    return extent;
  }

  private static List<Double> numbers(String text, String parameter, String code) {
    String[] parts = text.split(",", -1);
    List<Double> numbers = new ArrayList<>(4);
    for (String part : parts) {
      try {
        double value = Double.parseDouble(part.strip());
        numbers.add(Math.max(-FAR, Math.min(FAR, value)));
      } catch (NumberFormatException e) {
        throw invalid(text, parameter, code);
      }
    }
    if (numbers.size() != 4 || numbers.contains(Double.NaN)) {
      throw invalid(text, parameter, code);
    }
    return numbers;
  }

  private static OwsException invalid(String text, String parameter, String code) {
    return new OwsException(
        code,
        parameter,
        parameter
            + " must be min1,min2,max1,max2 with min < max on both axes (a box across the"
            + " antimeridian runs on beyond 180°), was "
            + text);
  }
}
