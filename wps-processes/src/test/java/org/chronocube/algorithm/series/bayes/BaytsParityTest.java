// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.bayes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.junit.jupiter.api.Test;

/**
 * Flags, confirmations and probabilities are those of the authors' R package bayts, see {@code
 * parity/bayts/SOURCE.txt}: the same dates, probabilities to 1e-6.
 */
class BaytsParityTest {

  private static final double START = 17532;

  @Test
  void twoBandsOfGivenClasses() throws IOException {
    compare(
        "both",
        2,
        0.1,
        0.9,
        0.9,
        new ForestClasses.Given(-7.5, 1, -11, 1.25),
        new ForestClasses.Given(0.8125, 0.09375, 0.4375, 0.125));
  }

  @Test
  void classesThatOverlap() throws IOException {
    compare(
        "wide",
        2,
        0.2,
        0.8,
        0.975,
        new ForestClasses.Given(-7.5, 2, -10, 2),
        new ForestClasses.Given(0.8125, 0.15625, 0.5625, 0.1875));
  }

  @Test
  void oneBand() throws IOException {
    compare("vv", 1, 0.01, 0.99, 0.95, new ForestClasses.Given(-7.5, 2, -10, 2));
  }

  @Test
  void classesOfThePixelsHistory() throws IOException {
    compare("history", 2, 0.1, 0.9, 0.975, ForestClasses.OfHistory.DEFAULT);
  }

  private static void compare(
      String name,
      int bands,
      double minWeight,
      double maxWeight,
      double high,
      ForestClasses... classes)
      throws IOException {
    // bayts tells of every flag that is still open, whatever its probability, and has no window.
    AlertRule rule =
        new AlertRule(minWeight, maxWeight, 0.5, 0, high, Double.POSITIVE_INFINITY, 1, true);
    BayesianAlerts method = new BayesianAlerts(List.of(classes), START, 0, false, 3, rule);
    List<String> series = lines("series.csv");
    SeriesTimes times = new SeriesTimes(toDoubles(series.get(0)));
    method.check(bands, times);
    SeriesWorker worker = method.worker(bands, times);
    float[] result = new float[method.layers(bands, times).size()];
    List<String> expected = lines("expected-" + name + ".csv");
    assertThat(expected).hasSize(91);
    for (int i = 1; i < expected.size(); i++) {
      float[][] values = new float[bands][];
      for (int b = 0; b < bands; b++) {
        values[b] = toFloats(series.get(2 * i - 1 + b));
      }
      worker.compute(values, result);
      check(expected.get(i).split(",", -1), result);
    }
  }

  private static void check(String[] expected, float[] result) {
    String pixel = expected[0];
    if (expected[1].isEmpty()) {
      assertThat(result[0]).as(pixel).isNaN();
      assertThat(result[3]).as(pixel).isEqualTo(BayesianAlerts.NONE);
      return;
    }
    assertThat(result[0]).as(pixel).isEqualTo(Float.parseFloat(expected[1]));
    assertThat(result[2]).as(pixel).isCloseTo(Float.parseFloat(expected[3]), within(1e-6f));
    if (expected[2].isEmpty()) {
      assertThat(result[1]).as(pixel).isNaN();
      assertThat(result[3]).as(pixel).isEqualTo(BayesianAlerts.LOW);
    } else {
      assertThat(result[1]).as(pixel).isEqualTo(Float.parseFloat(expected[2]));
      assertThat(result[3]).as(pixel).isEqualTo(BayesianAlerts.HIGH);
    }
  }

  private static double[] toDoubles(String line) {
    return Arrays.stream(line.split(",")).skip(1).mapToDouble(Double::parseDouble).toArray();
  }

  private static float[] toFloats(String line) {
    String[] cells = line.split(",", -1);
    float[] values = new float[cells.length - 1];
    for (int i = 0; i < values.length; i++) {
      values[i] = cells[i + 1].isEmpty() ? Float.NaN : Float.parseFloat(cells[i + 1]);
    }
    return values;
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in = BaytsParityTest.class.getResourceAsStream("/parity/bayts/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
