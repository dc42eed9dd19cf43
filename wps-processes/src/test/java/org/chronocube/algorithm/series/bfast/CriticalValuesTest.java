// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against strucchange 1.5-3: its table, and its equations solved by R 4.2.2 to 1e-12. */
class CriticalValuesTest {

  @ParameterizedTest
  @CsvSource({
    "0.25, 10, 0.05, 1.341825",
    "0.25, 10, 0.001, 1.745509",
    "0.25, 10, 0.0495, 1.343108", // halfway between 1.341825 and 1.344391
    "0.5, 4, 0.05, 1.886331",
    "1, 2, 0.048, 2.238556",
  })
  void mosum(double bandwidth, int period, double alpha, double expected) {
    assertThat(CriticalValues.mosum(bandwidth, period, alpha)).isCloseTo(expected, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0.05, 2.7954834665", "0.01, 3.3682141642", "0.001, 4.0331422296"})
  void cusum(double alpha, double expected) {
    assertThat(CriticalValues.cusum(alpha)).isCloseTo(expected, within(1e-6));
  }

  @ParameterizedTest
  @CsvSource({"0.05, 0.9478982340", "0.01, 1.1429735660", "0.001, 1.3739254726"})
  void recursive(double alpha, double expected) {
    assertThat(CriticalValues.recursive(alpha)).isCloseTo(expected, within(1e-6));
  }
}
