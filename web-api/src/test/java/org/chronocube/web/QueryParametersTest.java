// SPDX-License-Identifier: Apache-2.0
package org.chronocube.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.chronocube.InvalidParameterException;
import org.junit.jupiter.api.Test;

class QueryParametersTest {

  @Test
  void decodes_names_and_values() {
    QueryParameters query =
        QueryParameters.parse("a%20b=%CF%83%E2%81%B0&list=B04,%20B08,&plus=1+2&empty=&flag");

    assertThat(query.get("a b")).contains("σ⁰");
    assertThat(query.list("list")).containsExactly("B04", "B08");
    assertThat(query.get("plus")).contains("1 2");
    assertThat(query.get("empty")).isEmpty();
    assertThat(query.get("flag")).isEmpty();
  }

  @Test
  void names_what_is_wrong() {
    assertThatThrownBy(() -> QueryParameters.parse("a=1&a=2"))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessage("a must be given once, was given twice");
    assertThatThrownBy(() -> QueryParameters.parse("a=%zz")).hasMessageContaining("%zz");
    assertThatThrownBy(() -> QueryParameters.parse("lat=91").number("lat", -90, 90))
        .hasMessage("lat must be in -90.0..90.0, was 91");
    assertThatThrownBy(() -> QueryParameters.parse("lat=NaN").number("lat", -90, 90))
        .hasMessage("lat must be in -90.0..90.0, was NaN");
    assertThatThrownBy(() -> QueryParameters.parse("lat=north").number("lat", -90, 90))
        .hasMessage("lat must be a number, was north");
    assertThatThrownBy(() -> QueryParameters.parse("").require("layer"))
        .hasMessage("layer must be given");
    assertThatThrownBy(() -> QueryParameters.parse("layr=x").allowOnly("layer", "near"))
        .hasMessage("parameter must be one of layer, near, was layr");
  }
}
