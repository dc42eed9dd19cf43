// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table of results, for people. */
public final class Table {

  private final String title;
  private final List<String> columns;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  public Table(String title, List<String> columns) {
    this.title = title;
    this.columns = List.copyOf(columns);
  }

  /**
   * @param cells one for each column
   */
  public Table row(String... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(
          "row must have " + columns.size() + " cells, had " + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  /** A line below the table. */
  public Table note(String text) {
    notes.add(text);
    return this;
  }

  /** As Markdown. */
  public String markdown() {
    StringBuilder text = new StringBuilder("### " + title + "\n\n");
    line(text, columns);
    text.append("|").append("---|".repeat(columns.size())).append('\n');
    rows.forEach(row -> line(text, row));
    notes.forEach(note -> text.append('\n').append(note).append('\n'));
    return text.append('\n').toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    text.append('|');
    cells.forEach(cell -> text.append(' ').append(cell.replace("|", "\\|")).append(" |"));
    text.append('\n');
  }

  /** Milliseconds with three significant digits. */
  public static String millis(double seconds) {
    return significant(seconds * 1000);
  }

  /** A factor, empty for NaN. */
  public static String times(double factor) {
    return Double.isNaN(factor) ? "" : "×" + significant(factor);
  }

  /** A number with three significant digits, empty for NaN. */
  public static String significant(double value) {
    if (Double.isNaN(value)) {
      return "";
    }
    int digits = value == 0 ? 0 : (int) Math.floor(Math.log10(Math.abs(value)));
    return String.format(Locale.ROOT, "%." + Math.max(0, 2 - digits) + "f", value);
  }
}
