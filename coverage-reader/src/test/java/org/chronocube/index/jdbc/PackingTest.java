// SPDX-License-Identifier: Apache-2.0
package org.chronocube.index.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import org.chronocube.index.Scenes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackingTest {

  private static final String DOCUMENT = GranuleCodec.write(Scenes.scene("a").build().granules());

  private final Packing packing = new Packing();

  @AfterEach
  void close() {
    packing.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "ü€😀", "{\"base\":\"file:///\"}"})
  void what_is_packed_is_unpacked(String text) {
    assertThat(packing.unpack(packing.pack(text))).isEqualTo(text);
    String much = text.repeat(10_000);
    assertThat(packing.unpack(packing.pack(much))).isEqualTo(much);
  }

  @Test
  void granules_take_little() {
    assertThat(packing.pack(DOCUMENT)).hasSizeLessThan(DOCUMENT.length() / 2);
  }

  /** Bytes as an index has them: the dictionary has not changed. */
  @Test
  void what_was_stored_can_be_read() {
    assertThat(
            packing.unpack(
                HexFormat.of()
                    .parseHex(
                        "01438b8ec4a2e48cccb254fd447d270313a829b8e20298cc9163c340c7c8007b4c98624685a919548cdcf02621584de001435c900000")))
        .isEqualTo(DOCUMENT);
  }

  @Test
  void damage_is_told() {
    byte[] packed = packing.pack(DOCUMENT);

    assertThatThrownBy(() -> packing.unpack(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not in packed form");
    assertThatThrownBy(() -> packing.unpack(Arrays.copyOf(packed, packed.length / 2)))
        .isInstanceOf(IllegalArgumentException.class);
    byte[] other = packed.clone();
    other[0] = 9;
    assertThatThrownBy(() -> packing.unpack(other)).isInstanceOf(IllegalArgumentException.class);
  }
}
