// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.series.landtrendr;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.series.SeriesTimes;

/** What LandTrendr says of an annual series, by layer. */
final class Annual {

  private final List<Layer> layers;
  private final float[] result;

  /**
   * @param values one for each year from {@code firstYear} on; of mid July
   */
  Annual(LandTrendr method, int firstYear, float... values) {
    SeriesTimes times = times(firstYear, values.length);
    method.check(1, times);
    layers = method.layers(1, times);
    result = new float[layers.size()];
    method.worker(1, times).compute(new float[][] {values}, result);
  }

  static SeriesTimes times(int firstYear, int count) {
    double[] days = new double[count];
    for (int i = 0; i < count; i++) {
      days[i] = LocalDate.of(firstYear + i, 7, 15).toEpochDay() + 0.5;
    }
    return new SeriesTimes(days);
  }

  float layer(String name) {
    for (int i = 0; i < result.length; i++) {
      if (layers.get(i).name().equals(name)) {
        return result[i];
      }
    }
    throw new IllegalArgumentException("layer must be one of " + layers + ", was " + name);
  }

  /** Year of a date's layer; -1 if it has none. */
  int year(String name) {
    float day = layer(name);
    return Float.isNaN(day) ? -1 : SeriesTimes.instant(day).atZone(ZoneOffset.UTC).getYear();
  }
}
