// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chronocube.algorithm.series.landtrendr.LandTrendr.LossDirection;
import org.chronocube.algorithm.series.landtrendr.LandTrendr.ReportedChange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The segments are those of the authors' own program, see {@code parity/landtrendr/SOURCE.txt}:
 * same years of vertices, values to 1e-3 of a range of some hundred, p of F.
 */
class LandTrendrParityTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "b"})
  void segmentsAsTheAuthorsProgram(String set) throws IOException {
    LandTrendr method =
        set.equals("a")
            ? settings(6, 0.9, 3, 0.3, 0.05, 0.75)
            : settings(4, 0.75, 0, 0.6, 0.1, 0.5);
    List<String> series = lines("series.csv");
    List<String> expected = lines("expected-" + set + ".csv");
    assertThat(series).hasSize(293).hasSameSizeAs(expected);
    for (int i = 1; i < series.size(); i++) {
      String[] cells = series.get(i).split(",", -1);
      float[] values = new float[cells.length - 2];
      for (int y = 0; y < values.length; y++) {
        values[y] = cells[y + 2].isEmpty() ? Float.NaN : Float.parseFloat(cells[y + 2]);
      }
      check(
          method,
          cells[0],
          new Annual(method, Integer.parseInt(cells[1]), values),
          expected.get(i));
    }
  }

  private static void check(LandTrendr method, String name, Annual result, String expected) {
    String[] cells = expected.split(",");
    double p = Double.parseDouble(cells[0]);
    if (p <= method.pValue()) {
      assertThat(result.layer("confidence")).as(name).isCloseTo((float) (1 - p), within(1e-6f));
    }
    assertThat(result.layer("segments")).as(name).isEqualTo(cells.length - 2);
    for (int v = 1; v < cells.length; v++) {
      String[] vertex = cells[v].split(":");
      assertThat(result.year("vertex_" + v + "_date"))
          .as(name)
          .isEqualTo(Integer.parseInt(vertex[0]));
      assertThat(result.layer("vertex_" + v + "_value"))
          .as(name)
          .isCloseTo(Float.parseFloat(vertex[1]), within(1e-3f));
    }
  }

  private static LandTrendr settings(
      int segments, double spike, int overshoot, double recovery, double p, double proportion) {
    return new LandTrendr(
        LossDirection.DECREASE,
        ReportedChange.GREATEST_LOSS,
        segments,
        spike,
        overshoot,
        false,
        recovery,
        p,
        proportion,
        6,
        true);
  }

  private static List<String> lines(String name) throws IOException {
    try (InputStream in =
        LandTrendrParityTest.class.getResourceAsStream("/parity/landtrendr/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }
}
