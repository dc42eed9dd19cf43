// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The real series of {@code parity/trend/series.csv} and what other programs computed of them; see
 * SOURCE.txt there.
 */
record ParitySeries(SeriesTimes times, float[] values) {

  /** The rows of a file without its header, split at commas. */
  static List<String[]> rows(String file) {
    String path = "/parity/trend/" + file;
    try (InputStream in = ParitySeries.class.getResourceAsStream(path)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  /** All series, by name. */
  static Map<String, ParitySeries> all() {
    Map<String, List<double[]>> lists = new LinkedHashMap<>();
    for (String[] row : rows("series.csv")) {
      double value = row[2].equals("nan") ? Double.NaN : Float.parseFloat(row[2]);
      lists
          .computeIfAbsent(row[0], name -> new ArrayList<>())
          .add(new double[] {Double.parseDouble(row[1]), value});
    }
    Map<String, ParitySeries> series = new LinkedHashMap<>();
    lists.forEach((name, list) -> series.put(name, of(list)));
    return series;
  }

  private static ParitySeries of(List<double[]> list) {
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) list.get(i)[1];
    }
    double[] days = list.stream().mapToDouble(row -> row[0]).toArray();
    return new ParitySeries(new SeriesTimes(days), values);
  }

  /** What a method makes of the series; the worker may write to its own copy. */
  float[] compute(SeriesMethod method) {
    method.check(1, times);
    float[] result = new float[method.layers(1, times).size()];
    method.worker(1, times).compute(new float[][] {values.clone()}, result);
    return result;
  }

  /** One layer of a result, by its name. */
  double layer(SeriesMethod method, float[] result, String name) {
    List<String> names = method.layers(1, times).stream().map(layer -> layer.name()).toList();
    if (!names.contains(name)) {
      throw new AssertionError(name + " is none of " + names);
    }
    return result[names.indexOf(name)];
  }

  /** The values as doubles. */
  double[] doubles() {
    double[] doubles = new double[values.length];
    Arrays.setAll(doubles, i -> values[i]);
    return doubles;
  }

  /** The indices of the dates that have a value. */
  int[] valid() {
    int[] dates = new int[values.length];
    int n = 0;
    for (int i = 0; i < values.length; i++) {
      if (!Float.isNaN(values[i])) {
        dates[n++] = i;
      }
    }
    return Arrays.copyOf(dates, n);
  }
}
