// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;

/** From what the critical values and p-values of the omnibus tests are computed. */
public enum TestLaw {
  /** The statistic's own law; p-values below 1e-8 are told as 1e-8. */
  EXACT,
  /** The published approximation by two χ² laws, good for some four looks and more. */
  CHI_SQUARE;

  /** As in requests: {@code chi-square}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws InvalidParameterException when there is none of that name
   */
  public static TestLaw parse(String parameter, String id) {
    return Arrays.stream(values())
        .filter(law -> law.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    parameter,
                    parameter
                        + " must be one of "
                        + Arrays.stream(values()).map(TestLaw::id).collect(Collectors.joining(", "))
                        + ", was "
                        + id));
  }
}
