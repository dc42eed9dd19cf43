// SPDX-License-Identifier: Apache-2.0
package org.chronocube.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import org.chronocube.InvalidParameterException;
import org.junit.jupiter.api.Test;

class YamlNodeTest {

  @Test
  void options_are_text_whichever_way_they_are_written() {
    YamlNode node =
        YamlNode.load(
            "{plain: a, number: 5, list: [B04, B08], pairs: {red: B04, nir: B08}}", "options");

    assertThat(node.options())
        .containsExactly(
            entry("plain", "a"),
            entry("number", "5"),
            entry("list", "B04, B08"),
            entry("pairs", "red=B04, nir=B08"));
  }

  @Test
  void options_are_no_deeper_than_that() {
    assertThatThrownBy(() -> YamlNode.load("{deep: {a: [b]}}", "options").options())
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("deep.a must be text, was [b]");
  }
}
