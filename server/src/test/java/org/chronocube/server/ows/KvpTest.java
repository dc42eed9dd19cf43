// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KvpTest {

  @Test
  void keys_have_no_case_and_values_are_decoded() {
    Kvp kvp = Kvp.parse("SERVICE=WMS&Layers=a%3Ab,c+d&time=2023-04-02T00%3A00%3A00%2B02%3A00");
    assertThat(kvp.get("service")).contains("WMS");
    assertThat(kvp.list("LAYERS")).containsExactly("a:b", "c d");
    assertThat(kvp.get("TIME")).contains("2023-04-02T00:00:00+02:00");
  }

  @Test
  void an_empty_value_is_absent_unless_asked_for_raw() {
    Kvp kvp = Kvp.parse("STYLES=&TIME&x=%20");
    assertThat(kvp.get("styles")).isEmpty();
    assertThat(kvp.raw("styles")).contains("");
    assertThat(kvp.get("time")).isEmpty();
    assertThat(kvp.get("x")).isEmpty();
    assertThat(kvp.raw("absent")).isEmpty();
  }

  @Test
  void a_repeated_key_must_repeat_its_value_unless_all_are_asked_for() {
    Kvp kvp = Kvp.parse("subset=a(1)&SUBSET=b(2)&width=5&WIDTH=5");
    assertThat(kvp.get("width")).contains("5");
    assertThat(kvp.all("subset")).containsExactly("a(1)", "b(2)");
    assertThatThrownBy(() -> kvp.get("subset"))
        .hasMessage("parameter subset must have one value, were a(1) and b(2)");
  }

  @Test
  void numbers_and_flags_are_checked() {
    Kvp kvp = Kvp.parse("width=0&height=ten&transparent=TRUE&bad=yes&opacity=NaN&scale=2.5");
    assertThatThrownBy(() -> kvp.integer("width", 1, 9))
        .hasMessage("width must be a whole number in 1..9, was 0");
    assertThatThrownBy(() -> kvp.integer("height", 1, 9)).hasMessageContaining("was ten");
    assertThat(kvp.flag("transparent")).isTrue();
    assertThat(kvp.flag("absent")).isFalse();
    assertThatThrownBy(() -> kvp.flag("bad")).hasMessage("bad must be true or false, was yes");
    assertThatThrownBy(() -> kvp.number("opacity")).hasMessageContaining("was NaN");
    assertThat(kvp.number("scale")).contains(2.5);
  }

  @Test
  void broken_encoding_and_floods_of_parameters_are_errors() {
    assertThatThrownBy(() -> Kvp.parse("a=%zz"))
        .isInstanceOf(OwsException.class)
        .hasMessageContaining("percent-encoded");
    assertThatThrownBy(() -> Kvp.parse("a=1&".repeat(501)))
        .hasMessageContaining("at most 500 parameters");
  }

  @Test
  void a_missing_parameter_is_named() {
    assertThatThrownBy(() -> Kvp.parse("").require("layers"))
        .isInstanceOfSatisfying(
            OwsException.class,
            e -> assertThat(e.code()).contains(OwsException.MISSING_PARAMETER_VALUE))
        .hasMessage("parameter layers must be given");
  }
}
