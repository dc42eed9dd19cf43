// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.ccdc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.chronocube.algorithm.series.SeriesTimes;
import org.junit.jupiter.api.Test;

/** Against USGS' lcmap-pyccd, see parity/ccdc/SOURCE.txt. */
class CcdcParityTest {

  private static final int BANDS = 6;
  private static final int SEGMENTS = 8;
  private static final int PER_BAND = 9;

  /** pyccd has procedures of their own for these, by its QA band: one model, no breaks. */
  private static final Set<String> MOSTLY_SNOW =
      Set.of(
          "sample_WA_grid08_row12_col2265_fmask_fail",
          "sample_WA_grid08_row9_col2267_persistent_snow");

  /**
   * Its first window is 365 days long to the day, for which pyccd's screening has two equal
   * columns: its weights are then rounding errors, and where the first segment begins follows from
   * them.
   */
  private static final String SINGULAR = "simulated_2";

  private final Map<String, List<String[]>> observations = byPixel("observations.csv.gz");
  private final Map<String, List<String[]>> expected = byPixel("expected.csv.gz");

  @Test
  void breaksAreThoseOfPyccd() {
    int breaks = 0;
    for (Map.Entry<String, List<String[]>> pixel : observations.entrySet()) {
      float[] actual = detect(pixel.getValue());
      List<String[]> broken =
          expected.get(pixel.getKey()).stream().filter(e -> e[5].equals("1")).toList();
      List<Float> days = broken.stream().map(e -> Float.parseFloat(e[3])).toList();
      assertThat(actual[0]).as(pixel.getKey()).isEqualTo(days.size());
      assertThat(breaks(actual)).as(pixel.getKey()).isEqualTo(days);
      breaks += days.size();
      if (!days.isEmpty()) {
        assertThat(actual[5]).isEqualTo(days.get(0));
        assertThat(actual[6]).isEqualTo(days.get(days.size() - 1));
      }
    }
    assertThat(observations).hasSize(51);
    assertThat(breaks).isEqualTo(51);
  }

  @Test
  void segmentsAndModelsAreThoseOfPyccd() {
    int segments = 0;
    for (Map.Entry<String, List<String[]>> pixel : observations.entrySet()) {
      String name = pixel.getKey();
      if (MOSTLY_SNOW.contains(name) || name.equals(SINGULAR)) {
        continue;
      }
      float[] actual = detect(pixel.getValue());
      List<String[]> rows = expected.get(name);
      assertThat(actual[7]).as(name).isEqualTo(rows.size());
      for (int s = 0; s < rows.size(); s++, segments++) {
        assertSegment(name, actual, segment(s), rows.get(s));
      }
    }
    assertThat(segments).isEqualTo(101);
  }

  private static void assertSegment(String name, float[] actual, int at, String[] e) {
    assertThat(actual[at]).as(name).isEqualTo(Float.parseFloat(e[1]));
    assertThat(actual[at + 1]).as(name).isEqualTo(Float.parseFloat(e[2]));
    assertThat(actual[at + 3]).as(name).isEqualTo(Float.parseFloat(e[4]));
    for (int b = 0; b < BANDS; b++) {
      int ours = at + 4 + b * PER_BAND;
      int theirs = 7 + b * 10;
      float rmse = Float.parseFloat(e[theirs]);
      assertThat(actual[ours + 8]).as(name).isCloseTo(rmse, within(1e-4f * rmse));
      for (double day = actual[at]; day <= actual[at + 1]; day += 50) {
        // In reflectances of 10000: 0.1 is 0.00001 of reflectance.
        assertThat(ours(actual, ours, day, (actual[at] + actual[at + 1]) / 2.0))
            .as(name)
            .isCloseTo(theirs(e, theirs, day), within(0.1));
      }
    }
  }

  private static double ours(float[] r, int at, double day, double middle) {
    double angle = 2 * Math.PI * day / 365.2425;
    double sum = r[at] + r[at + 1] * (day - middle) / 365.2425;
    for (int k = 1; k <= 3; k++) {
      sum += r[at + 2 * k] * Math.cos(k * angle) + r[at + 2 * k + 1] * Math.sin(k * angle);
    }
    return sum;
  }

  private static double theirs(String[] e, int at, double day) {
    double ordinal = day + 719_163;
    double angle = 2 * Math.PI * ordinal / 365.2425;
    double sum = Double.parseDouble(e[at + 2]) + Double.parseDouble(e[at + 3]) * ordinal;
    for (int k = 1; k <= 3; k++) {
      sum += Double.parseDouble(e[at + 2 + 2 * k]) * Math.cos(k * angle);
      sum += Double.parseDouble(e[at + 3 + 2 * k]) * Math.sin(k * angle);
    }
    return sum;
  }

  private static List<Float> breaks(float[] actual) {
    List<Float> days = new ArrayList<>();
    for (int s = 0; s < SEGMENTS; s++) {
      if (!Float.isNaN(actual[segment(s) + 2])) {
        days.add(actual[segment(s) + 2]);
      }
    }
    return days;
  }

  private static int segment(int index) {
    return 8 + BANDS + index * (4 + BANDS * PER_BAND);
  }

  private static float[] detect(List<String[]> rows) {
    double[] days = Arrays.stream(rows.get(0)).skip(1).mapToDouble(Double::parseDouble).toArray();
    SeriesTimes times = new SeriesTimes(days);
    float[][] bands = new float[BANDS][days.length];
    for (int b = 0; b < BANDS; b++) {
      for (int i = 0; i < days.length; i++) {
        bands[b][i] = Float.parseFloat(rows.get(b + 1)[i + 1]);
      }
    }
    ContinuousChangeDetection method =
        new ContinuousChangeDetection(
            CcdcParameters.defaults()
                .withBands(List.of(1, 2, 3, 4, 5), List.of(1, 4))
                .withPenalty(1)
                .withSegments(SEGMENTS));
    method.check(BANDS, times);
    float[] result = new float[method.layers(BANDS, times).size()];
    method.worker(BANDS, times).compute(bands, result);
    return result;
  }

  private static Map<String, List<String[]>> byPixel(String name) {
    Map<String, List<String[]>> result = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(
                    CcdcParityTest.class.getResourceAsStream("/parity/ccdc/" + name)),
                StandardCharsets.US_ASCII))) {
      reader
          .lines()
          .map(line -> line.split(","))
          .filter(cells -> !cells[0].equals("pixel"))
          .forEach(c -> result.computeIfAbsent(c[0], k -> new ArrayList<>()).add(c));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }
}
