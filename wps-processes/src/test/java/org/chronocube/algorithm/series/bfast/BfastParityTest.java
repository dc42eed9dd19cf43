// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.chronocube.algorithm.series.SeriesTimes;
import org.junit.jupiter.api.Test;

/**
 * Equal to {@code bfastmonitor} of R's bfast (parity/bfast/SOURCE.txt): real MODIS and Sentinel-2
 * NDVI series and simulated ones, with six settings each.
 */
class BfastParityTest {

  /** R's times are decimal years; a year of the model has 365.25 days. */
  private static double day(String decimalYear) {
    return (Double.parseDouble(decimalYear) - 2000) * 365.25;
  }

  @Test
  void breaksAreThoseOfBfastmonitor() throws IOException {
    Map<String, String[]> times = new HashMap<>();
    Map<String, String[]> values = new HashMap<>();
    for (String line : lines("series.csv.gz")) {
      String[] cells = line.split(",");
      (cells[1].equals("time") ? times : values).put(cells[0], cells);
    }
    List<String> expected = lines("expected.csv.gz");
    int breaks = 0;
    for (String line : expected.subList(1, expected.size())) {
      String[] e = line.split(",");
      float[] actual = monitored(times.get(e[0]), values.get(e[0]), e);
      float magnitude = Float.parseFloat(e[10]);
      // A stable history of months makes forecasts far off the values there are, and few digits.
      float tolerance = Math.abs(magnitude) < 1 ? 2e-6f : 5e-4f * Math.abs(magnitude);
      if (e[9].isEmpty()) {
        assertThat(actual[0]).as(line).isNaN();
        assertThat(actual[2]).as(line).isBetween(0f, 1f);
      } else {
        breaks++;
        assertThat((double) actual[0]).as(line).isCloseTo(day(e[9]), within(1e-2));
        assertThat(actual[2]).as(line).isGreaterThan(1);
      }
      assertThat((double) actual[4]).as(line).isCloseTo(day(e[11]), within(1e-2));
      assertThat(actual[3]).as(line).isEqualTo(Float.parseFloat(e[12]));
      assertThat(actual[1]).as(line).isCloseTo(magnitude, within(tolerance));
      assertThat(actual[5]).as(line).isCloseTo(Float.parseFloat(e[13]), within(2e-6f));
    }
    assertThat(expected).hasSize(625);
    assertThat(breaks).isEqualTo(434);
  }

  private static float[] monitored(String[] times, String[] values, String[] e) {
    double[] days = new double[times.length - 2];
    float[] band = new float[days.length];
    for (int i = 0; i < days.length; i++) {
      days[i] = day(times[i + 2]);
      band[i] = Float.parseFloat(values[i + 2]);
    }
    BfastParameters parameters =
        new BfastParameters(
            Double.NEGATIVE_INFINITY,
            // R compares decimal years as they are; half a thousandth of a day is no date.
            day(e[8]) - 5e-4,
            Integer.parseInt(e[6]),
            e[7].equals("1"),
            e[1].equals("ROC"),
            e[2].equals("OLS-MOSUM") ? MonitoringProcess.MOSUM : MonitoringProcess.CUSUM,
            Double.parseDouble(e[3]),
            Double.parseDouble(e[4]),
            Integer.parseInt(e[5]));
    SeriesTimes axis = new SeriesTimes(days);
    BfastMonitor method = new BfastMonitor(parameters);
    method.check(1, axis);
    float[] result = new float[method.layers(1, axis).size()];
    method.worker(1, axis).compute(new float[][] {band}, result);
    return result;
  }

  private static List<String> lines(String name) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    BfastParityTest.class.getResourceAsStream("/parity/bfast/" + name)),
                StandardCharsets.US_ASCII))) {
      return reader.lines().toList();
    }
  }
}
