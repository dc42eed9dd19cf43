// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A table for people: columns as wide as they need to be, numbers to the right. */
final class TextTable {

  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(List<String> header) {
    this.header = List.copyOf(header);
  }

  /**
   * @param cells as many as the header has
   */
  void add(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "a row must have " + header.size() + " cells, had " + cells.size());
    }
    rows.add(List.copyOf(cells));
  }

  void print(PrintWriter out) {
    int[] widths = IntStream.range(0, header.size()).map(this::width).toArray();
    boolean[] numeric = new boolean[widths.length];
    for (int i = 0; i < numeric.length; i++) {
      numeric[i] = isNumeric(i);
    }
    print(header, widths, numeric, out);
    rows.forEach(row -> print(row, widths, numeric, out));
  }

  private static void print(List<String> cells, int[] widths, boolean[] numeric, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String padding = " ".repeat(widths[i] - cell.length());
      line.append(numeric[i] ? padding + cell : cell + padding).append("  ");
    }
    out.println(line.toString().stripTrailing());
  }

  private int width(int column) {
    return Stream.concat(Stream.of(header), rows.stream())
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }

  private boolean isNumeric(int column) {
    return rows.stream()
        .map(row -> row.get(column))
        .allMatch(cell -> cell.isEmpty() || cell.equals("-") || cell.matches("[-+0-9.,eE%]+"));
  }
}
