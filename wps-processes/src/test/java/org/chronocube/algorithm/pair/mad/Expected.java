// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.pair.mad;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.chronocube.algorithm.Taizhou;
import org.chronocube.algorithm.pair.MemoryPixels;
import org.chronocube.grid.Shape;

/** Pairs and the values that other programs give for them: parity/mad/SOURCE.txt. */
final class Expected {

  private static final Map<String, double[]> VALUES = read();

  private Expected() {}

  static double[] of(String name) {
    return VALUES.get(name);
  }

  /** A pair by its name, in blocks of the given size. */
  static MemoryPixels pair(String name, int block) {
    return name.equals("taizhou")
        ? MemoryPixels.of(Taizhou.SHAPE, Taizhou.before(), Taizhou.after(), block, 0)
        : MemoryPixels.of(
            new Shape(70, 80), bands("bordeaux-before.gz"), bands("bordeaux-after.gz"), block, 0);
  }

  private static float[][] bands(String name) {
    try (InputStream in = new GZIPInputStream(open(name))) {
      byte[] bytes = in.readAllBytes();
      int n = 70 * 80;
      float[][] bands = new float[4][n];
      for (int i = 0; i < 4 * n; i++) {
        bands[i / n][i % n] = (bytes[2 * i] & 0xff) | (bytes[2 * i + 1] & 0xff) << 8;
      }
      return bands;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, double[]> read() {
    Map<String, double[]> values = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open("expected.txt"), StandardCharsets.UTF_8))) {
      lines
          .lines()
          .map(line -> line.split(": "))
          .forEach(
              line ->
                  values.put(
                      line[0],
                      Arrays.stream(line[1].split(" "))
                          .mapToDouble(Double::parseDouble)
                          .toArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return values;
  }

  private static InputStream open(String name) {
    return Expected.class.getResourceAsStream("/parity/mad/" + name);
  }
}
