// SPDX-License-Identifier: Apache-2.0
package org.chronocube.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * Samples by band, row by row from the top left; NaN is no data.
 *
 * @param columns width
 * @param rows height
 * @param bands each with columns times rows samples
 */
record Raster(int columns, int rows, List<float[]> bands) {

  private static final int SHOWN = 10;

  float sample(int band, int column, int row) {
    return bands.get(band)[row * columns + column];
  }

  Raster band(int... which) {
    List<float[]> chosen = new ArrayList<>();
    for (int band : which) {
      chosen.add(bands.get(band));
    }
    return new Raster(columns, rows, chosen);
  }

  Raster window(int column, int row, int width, int height) {
    List<float[]> cut = new ArrayList<>();
    for (float[] band : bands) {
      float[] samples = new float[width * height];
      for (int y = 0; y < height; y++) {
        System.arraycopy(band, (row + y) * columns + column, samples, y * width, width);
      }
      cut.add(samples);
    }
    return new Raster(width, height, cut);
  }

  /** Every n-th column and row, the middle of each group of n (odd). */
  Raster thinned(int n) {
    int width = columns / n;
    int height = rows / n;
    List<float[]> thin = new ArrayList<>();
    for (int b = 0; b < bands.size(); b++) {
      float[] samples = new float[width * height];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = sample(b, i % width * n + n / 2, i / width * n + n / 2);
      }
      thin.add(samples);
    }
    return new Raster(width, height, thin);
  }

  /** Every pixel n times in both directions. */
  Raster repeated(int n) {
    int width = columns * n;
    List<float[]> more = new ArrayList<>();
    for (int b = 0; b < bands.size(); b++) {
      float[] samples = new float[width * rows * n];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = sample(b, i % width / n, i / width / n);
      }
      more.add(samples);
    }
    return new Raster(width, rows * n, more);
  }

  /** Every sample, within a relative tolerance; 0 for the very numbers. */
  void assertSamples(Raster expected, double tolerance) {
    assertThat(List.of(columns, rows, bands.size()))
        .as("columns, rows, bands")
        .isEqualTo(List.of(expected.columns, expected.rows, expected.bands.size()));
    List<String> wrong = new ArrayList<>();
    for (int b = 0; b < bands.size(); b++) {
      for (int i = 0; i < columns * rows; i++) {
        float is = bands.get(b)[i];
        float should = expected.bands.get(b)[i];
        if (!same(is, should, tolerance)) {
          wrong.add(
              "band " + b + " (" + i % columns + "," + i / columns + "): " + is + " not " + should);
        }
      }
    }
    assertThat(wrong.stream().limit(SHOWN)).as(wrong.size() + " samples differ").isEmpty();
  }

  private static boolean same(float is, float should, double tolerance) {
    if (Float.isNaN(is) || Float.isNaN(should)) {
      return Float.isNaN(is) && Float.isNaN(should);
    }
    return Math.abs(is - should) <= tolerance * Math.abs(should);
  }
}
