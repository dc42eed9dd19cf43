// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void words_stand_left_and_numbers_right() {
    TextTable table = new TextTable(List.of("scene", "cloud %"));
    table.add(List.of("s2_20230402", "100.0"));
    table.add(List.of("s2", "-"));
    table.add(List.of("s2_2", "1.25"));

    assertThat(print(table))
        .isEqualTo(
            """
            scene        cloud %
            s2_20230402    100.0
            s2                 -
            s2_2            1.25
            """);
  }

  @Test
  void a_row_has_as_many_cells_as_the_header() {
    assertThatThrownBy(() -> new TextTable(List.of("a", "b")).add(List.of("1")))
        .hasMessage("a row must have 2 cells, had 1");
  }

  private static String print(TextTable table) {
    StringWriter text = new StringWriter();
    table.print(new PrintWriter(text, true));
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
