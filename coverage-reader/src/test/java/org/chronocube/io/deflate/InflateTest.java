// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that zlib (the JDK's Deflater) made. */
class InflateTest {

  private final Inflate inflate = new Inflate();

  /** Kinds of data that lead to different blocks, codes and distances. */
  enum Data {
    ZEROS,
    NOISE,
    RAMP_16_BIT,
    SKEWED,
    PERIODS_OF_1_TO_20;

    byte[] bytes(int n) {
      Random random = new Random(n);
      byte[] bytes = new byte[n];
      for (int i = 0; i < n; i++) {
        bytes[i] =
            switch (this) {
              case ZEROS -> 0;
              case NOISE -> (byte) random.nextInt();
              case RAMP_16_BIT -> (byte) (i % 2 == 0 ? i / 2 : i / 512);
              // Few short and many long codes: needs the second tables.
              case SKEWED -> (byte) (Integer.numberOfTrailingZeros(random.nextInt()) * 9 + i % 3);
              case PERIODS_OF_1_TO_20 -> {
                int period = 1 + i / 997 % 20;
                yield i % 997 < period ? (byte) random.nextInt() : bytes[i - period];
              }
            };
      }
      return bytes;
    }
  }

  @ParameterizedTest
  @EnumSource
  void any_data_at_any_level_and_strategy(Data data) throws ZlibException {
    for (int n : new int[] {0, 1, 2, 7, 300, 40_000, 200_000}) {
      byte[] original = data.bytes(n);
      for (int level : new int[] {0, 1, 6, 9}) {
        for (int strategy :
            new int[] {Deflater.DEFAULT_STRATEGY, Deflater.HUFFMAN_ONLY, Deflater.FILTERED}) {
          byte[] stream = deflate(original, level, strategy);
          assertThat(inflate(stream, n)).isEqualTo(original);
        }
      }
    }
  }

  @Test
  void stops_when_enough_is_there() throws ZlibException {
    byte[] original = Data.RAMP_16_BIT.bytes(100_000);
    byte[] stream = deflate(original, 6, Deflater.DEFAULT_STRATEGY);
    for (int needed : new int[] {0, 1, 2, 3, 255, 30_000, 99_999}) {
      assertThat(inflate(stream, needed)).isEqualTo(Arrays.copyOf(original, needed));
    }
  }

  @Test
  void says_how_much_a_short_stream_holds() throws ZlibException {
    byte[] stream = deflate(new byte[100], 6, Deflater.DEFAULT_STRATEGY);
    byte[] out = new byte[1000 + Inflate.SLACK];
    assertThat(inflate.decode(stream, 0, stream.length, out, 1000)).isEqualTo(100);
  }

  @Test
  void a_wrong_checksum_is_an_error() {
    byte[] stream = deflate(Data.NOISE.bytes(1000), 6, Deflater.DEFAULT_STRATEGY);
    stream[stream.length - 1] ^= 1;
    assertThatThrownBy(() -> inflate(stream, 1000))
        .isInstanceOf(ZlibException.class)
        .hasMessage("DEFLATE data must have the checksum it was stored with");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 50, 999})
  void a_cut_stream_is_an_error_or_short(int length) throws ZlibException {
    byte[] stream = deflate(Data.SKEWED.bytes(100_000), 6, Deflater.DEFAULT_STRATEGY);
    assertThat(stream.length).isGreaterThan(length);
    byte[] cut = Arrays.copyOf(stream, length);
    assertThatThrownBy(() -> inflate(cut, 100_000))
        .isInstanceOf(ZlibException.class)
        .hasMessageStartingWith("DEFLATE ");
  }

  private byte[] inflate(byte[] stream, int needed) throws ZlibException {
    // At an odd place of a larger array, as blocks are.
    byte[] in = new byte[stream.length + 20];
    Arrays.fill(in, (byte) 0xff);
    System.arraycopy(stream, 0, in, 5, stream.length);
    byte[] out = new byte[needed + Inflate.SLACK];
    int n = inflate.decode(in, 5, stream.length, out, needed);
    return Arrays.copyOf(out, n);
  }

  private static byte[] deflate(byte[] data, int level, int strategy) {
    Deflater deflater = new Deflater(level);
    deflater.setStrategy(strategy);
    deflater.setInput(data);
    deflater.finish();
    byte[] out = new byte[data.length * 2 + 1000];
    int n = 0;
    while (!deflater.finished()) {
      n += deflater.deflate(out, n, out.length - n);
    }
    deflater.end();
    return Arrays.copyOf(out, n);
  }
}
