// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.encode.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bytes worked out by hand from TIFF 6.0 and Adobe's technical note. */
class PredictorsTest {

  @ParameterizedTest
  @CsvSource({
    // One band of bytes 5 7 4, two rows.
    "050704 010203, 3, 1, 1, 0502fd 010101",
    // Two bands side by side: 1 10 | 3 20 | 6 40.
    "010a03140628, 6, 2, 1, 010a020a0314",
    // 16 bits, little-endian: 0x00ff 0x0100 0x00fe.
    "ff000001fe00, 6, 1, 2, ff000100feff",
    // 32 bits: 1, 0.
    "0100000000000000, 8, 1, 4, 01000000ffffffff"
  })
  void integers_become_differences(
      String data, int rowBytes, int samplesPerPixel, int bytes, String expected) {
    byte[] actual = HexFormat.of().parseHex(data.replace(" ", ""));
    Predictors.horizontal(actual, rowBytes, samplesPerPixel, bytes);
    assertThat(HexFormat.of().formatHex(actual)).isEqualTo(expected.replace(" ", ""));
  }

  @Test
  void floats_become_differences_of_bytes_sorted_by_significance() {
    // 1.0f = 3f800000 and 2.0f = 40000000: rows of significance 3f40 8000 0000 0000.
    byte[] actual = HexFormat.of().parseHex("0000803f00000040");
    Predictors.floatingPoint(actual, 8, 1, 4);
    assertThat(HexFormat.of().formatHex(actual)).isEqualTo("3f01408000000000");
  }

  @ParameterizedTest
  // The example of Apple's Technical Note TN1023 on PackBits.
  @CsvSource("aaaaaa80002aaaaaaaaa80002a22aaaaaaaaaaaaaaaaaaaa," + "feaa0280002afdaa0380002a22f7aa")
  void runs_are_packed(String data, String expected) {
    byte[] bytes = HexFormat.of().parseHex(data);
    assertThat(HexFormat.of().formatHex(PackBits.compress(bytes, bytes.length)))
        .isEqualTo(expected);
  }

  @Test
  void lzw_gives_the_bits_of_the_example_in_tiff_6_section_13() {
    // 7 7 7 8 8 7 7 6 6 gives the codes 256 7 258 8 8 258 6 6 257, nine bits each.
    byte[] data = {7, 7, 7, 8, 8, 7, 7, 6, 6};
    StringBuilder bits = new StringBuilder();
    for (byte b : Lzw.compress(data)) {
      bits.append(String.format("%8s", Integer.toBinaryString(b & 0xff)).replace(' ', '0'));
    }
    StringBuilder expected = new StringBuilder();
    for (int code : new int[] {256, 7, 258, 8, 8, 258, 6, 6, 257}) {
      expected.append(String.format("%9s", Integer.toBinaryString(code)).replace(' ', '0'));
    }
    assertThat(bits.toString()).startsWith(expected.toString());
  }
}
