// SPDX-License-Identifier: Apache-2.0
package org.chronocube.algorithm.sar;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Numbers under one line of names. */
record CsvTable(List<String> names, double[][] rows) {

  static CsvTable read(String resource) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                CsvTable.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
      List<String> names = List.of(reader.readLine().split(","));
      double[][] rows =
          reader
              .lines()
              .map(line -> Arrays.stream(line.split(",")).mapToDouble(CsvTable::number))
              .map(DoubleStream::toArray)
              .toArray(double[][]::new);
      return new CsvTable(names, rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double number(String text) {
    return text.equals("nan") ? Double.NaN : Double.parseDouble(text);
  }

  double get(int row, String name) {
    return rows[row][names.indexOf(name)];
  }
}
