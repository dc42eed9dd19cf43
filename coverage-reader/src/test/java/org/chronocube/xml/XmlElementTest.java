// SPDX-License-Identifier: Apache-2.0
package org.chronocube.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class XmlElementTest {

  private static final String DOCUMENT =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- a comment -->
      <d:Doc xmlns:d="urn:x" version="2">
        <Size><ROWS> 30 </ROWS><COLS/></Size>
        <Other><Size><COLS>20</COLS></Size></Other>
        <Tile row="1" col="2.5" href="a b.tif"/>
        <Tile row="2"/>
        <Histogram><ROWS>7</ROWS></Histogram>
        <Text>one<!-- two --><![CDATA[ & three]]></Text>
      </d:Doc>
      """;

  private static XmlElement read(String text, String... skipped) {
    return XmlElement.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
        "doc.xml",
        Set.of(skipped));
  }

  @Test
  void finds_elements_by_paths_that_begin_anywhere() {
    XmlElement doc = read(DOCUMENT);

    assertThat(doc.name()).isEqualTo("Doc");
    assertThat(doc.attributes()).containsEntry("version", "2");
    assertThat(doc.requireNumber("Size/ROWS")).isEqualTo(30);
    assertThat(doc.require("Text")).isEqualTo("one & three");
    assertThat(doc.all("Tile")).hasSize(2);
    assertThat(doc.find("Other/Size/COLS")).map(XmlElement::number).hasValue(20.0);
  }

  @Test
  void an_empty_element_says_nothing_but_is_there() {
    XmlElement doc = read(DOCUMENT);

    assertThat(doc.find("Size/COLS")).isPresent();
    assertThat(doc.textOf("Size/COLS")).isEmpty();
    assertThat(doc.numberOf("Size/COLS")).isEmpty();
    assertThat(doc.numberOf("Size/DEPTH")).isEmpty();
  }

  @Test
  void leaves_out_what_is_not_wanted() {
    assertThat(read(DOCUMENT).find("Histogram")).isPresent();
    assertThat(read(DOCUMENT, "Histogram").find("Histogram")).isEmpty();
    assertThat(read(DOCUMENT, "Histogram").require("Text")).isEqualTo("one & three");
  }

  @Test
  void says_what_is_missing_or_no_number_in_which_document() {
    XmlElement doc = read(DOCUMENT);
    XmlElement tile = doc.all("Tile").get(0);

    assertThat(tile.integer("row")).isEqualTo(1);
    assertThatThrownBy(() -> tile.integer("col"))
        .isInstanceOf(XmlException.class)
        .hasMessage("col must be a whole number, was 2.5 in doc.xml");
    assertThatThrownBy(() -> tile.integer("depth"))
        .hasMessage("doc.xml must have Tile@depth in Tile, has none");
    assertThatThrownBy(() -> doc.require("Size/DEPTH"))
        .hasMessage("doc.xml must have Size/DEPTH in Doc, has none");
    assertThatThrownBy(() -> doc.numberOf("Text"))
        .hasMessage("Text must be a number, was one & three in doc.xml");
  }

  @Test
  void refuses_definitions_bombs_and_what_is_no_xml() {
    assertThatThrownBy(() -> read("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"))
        .isInstanceOf(XmlException.class);
    assertThatThrownBy(() -> read("<a>".repeat(100) + "</a>".repeat(100)))
        .hasMessageContaining("nested 64");
    assertThatThrownBy(() -> read("<a><b></a>")).hasMessageStartingWith("doc.xml must be XML");
  }
}
