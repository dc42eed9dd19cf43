// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;

/** How what several polarisations say becomes one number. */
public enum Combination {
  /** Their mean; of log-ratios, the ratio of the geometric means of the powers. */
  MEAN,
  /** The largest, with its sign. */
  LARGEST;

  /** As in requests: {@code largest}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * @throws InvalidParameterException when there is none of that name
   */
  public static Combination parse(String parameter, String id) {
    return Arrays.stream(values())
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    parameter,
                    parameter
                        + " must be one of "
                        + Arrays.stream(values())
                            .map(Combination::id)
                            .collect(Collectors.joining(", "))
                        + ", was "
                        + id));
  }

  /** Of one value for each polarisation. */
  double of(double[] values) {
    double sum = 0;
    double largest = 0;
    for (double v : values) {
      sum += v;
      // Not a number wins, and stays.
      if (!(Math.abs(v) <= Math.abs(largest))) {
        largest = v;
      }
    }
    return this == MEAN ? sum / values.length : Double.isNaN(sum) ? sum : largest;
  }
}
