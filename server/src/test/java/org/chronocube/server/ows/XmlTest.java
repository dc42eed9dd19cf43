// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.ows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

class XmlTest {

  @Test
  void namespaces_stand_on_the_root_once_and_lines_are_indented() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (XmlWriter xml = new XmlWriter(out)) {
      xml.declare("", "urn:a").declare("b", "urn:b").schemaLocation("urn:a", "http://a.xsd");
      xml.open("Root", "version", "1", "absent", null);
      xml.element("b:Child", "x < y & \"z\" \u0001", "xml:lang", "en");
      xml.optional("Nothing", "");
      xml.open("Branch").empty("Leaf", "b:n", "<1>").end();
      xml.end();
    }
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Root xmlns="urn:a" xmlns:b="urn:b" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xsi:schemaLocation="urn:a http://a.xsd" version="1">
              <b:Child xml:lang="en">x &lt; y &amp; "z" \uFFFD</b:Child>
              <Branch>
                <Leaf b:n="&lt;1&gt;"/>
              </Branch>
            </Root>
            """);
    Element root = SafeXml.parse(out.toString(StandardCharsets.UTF_8));
    assertThat(root.getNamespaceURI()).isEqualTo("urn:a");
    assertThat(SafeXml.text(root, "Child")).contains("x < y & \"z\" \uFFFD");
    assertThat(SafeXml.path(root, "Branch", "Leaf").flatMap(e -> SafeXml.attribute(e, "n")))
        .contains("<1>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        "<!DOCTYPE a SYSTEM 'http://127.0.0.1:1/a.dtd'><a/>",
        "<a>",
        "",
        "not xml"
      })
  void documents_with_a_dtd_or_broken_ones_are_refused(String text) {
    assertThatThrownBy(() -> SafeXml.parse(text))
        .isInstanceOf(OwsException.class)
        .hasMessageContaining("XML");
  }

  @Test
  void depth_is_bounded() {
    String deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
    assertThatThrownBy(() -> SafeXml.parse(deep)).isInstanceOf(OwsException.class);
  }
}
