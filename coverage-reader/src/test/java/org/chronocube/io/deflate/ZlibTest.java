// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.deflate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** libdeflate, where it is installed, beside Java; streams are checked by the JDK's zlib. */
class ZlibTest {

  private static Zlib open(DeflateLibrary library) {
    assumeTrue(library.missing().isEmpty(), () -> library.missing().orElseThrow());
    return library.open();
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "AUTO")
  void what_is_compressed_is_what_zlib_inflates(DeflateLibrary library)
      throws DataFormatException, ZlibException {
    Zlib zlib = open(library);
    assertThat(zlib.isNative()).isEqualTo(library == DeflateLibrary.NATIVE);
    for (InflateTest.Data kind : InflateTest.Data.values()) {
      for (int n : new int[] {0, 1, 300, 100_000}) {
        byte[] data = kind.bytes(n);
        byte[] in = new byte[n + 10];
        System.arraycopy(data, 0, in, 3, n);
        for (int level = 1; level <= 9; level++) {
          byte[] stream = zlib.compress(in, 3, n, level);
          assertThat(jdk(stream, n)).isEqualTo(data);
          assertThat(inflate(zlib, stream, n, n)).isEqualTo(data);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "AUTO")
  void noise_takes_little_more_than_itself(DeflateLibrary library) {
    byte[] noise = InflateTest.Data.NOISE.bytes(5_000_000);
    assertThat(open(library).compress(noise, 0, noise.length, 6).length)
        .isBetween(noise.length, noise.length + 5_000);
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "AUTO")
  void any_number_of_first_bytes(DeflateLibrary library) throws ZlibException {
    Zlib zlib = open(library);
    byte[] data = InflateTest.Data.RAMP_16_BIT.bytes(10_000);
    byte[] stream = DeflateLibrary.JAVA.open().compress(data, 0, data.length, 6);
    for (int needed : new int[] {0, 1, 4_999, 5_000, 9_999, 10_000}) {
      for (int capacity : new int[] {10_000, 20_000}) {
        ByteBuffer out = zlib.newInflater().inflate(stream, 0, stream.length, needed, capacity);
        assertThat(out.limit()).isBetween(needed, 10_000);
        byte[] first = new byte[needed];
        out.get(0, first);
        assertThat(first).isEqualTo(Arrays.copyOf(data, needed));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "AUTO")
  void a_stream_may_hold_more_than_its_block_or_less(DeflateLibrary library) throws ZlibException {
    Zlib zlib = open(library);
    byte[] data = InflateTest.Data.SKEWED.bytes(10_000);
    byte[] stream = zlib.compress(data, 0, data.length, 6);
    assertThat(inflate(zlib, stream, 7_000, 7_000)).isEqualTo(Arrays.copyOf(data, 7_000));
    assertThat(inflate(zlib, stream, 15_000, 20_000)).isEqualTo(data);
    byte[] followed = Arrays.copyOf(stream, stream.length + 9);
    assertThat(inflate(zlib, followed, 10_000, 10_000)).isEqualTo(data);
  }

  /** Of 300,000 bytes, stored ones among them: libdeflate ends behind what is needed. */
  @ParameterizedTest
  @EnumSource
  void first_parts_of_long_streams(InflateTest.Data kind) throws ZlibException {
    Zlib library = open(DeflateLibrary.NATIVE);
    byte[] data = kind.bytes(300_000);
    System.arraycopy(InflateTest.Data.NOISE.bytes(150_000), 0, data, 100_000, 150_000);
    for (int level : new int[] {1, 6, 9}) {
      for (DeflateLibrary by : new DeflateLibrary[] {DeflateLibrary.NATIVE, DeflateLibrary.JAVA}) {
        byte[] stream = by.open().compress(data, 0, data.length, level);
        for (int needed = 10_000; needed < data.length; needed += 17_777) {
          assertThat(inflate(library, stream, needed, data.length))
              .isEqualTo(Arrays.copyOf(data, needed));
        }
      }
    }
  }

  /** The library cannot end inside a stored block; it must not seem to have. */
  @Test
  void first_parts_that_end_around_the_edges_of_stored_blocks() throws ZlibException {
    Zlib library = open(DeflateLibrary.NATIVE);
    byte[] data = InflateTest.Data.RAMP_16_BIT.bytes(200_000);
    System.arraycopy(InflateTest.Data.NOISE.bytes(100_000), 0, data, 50_000, 100_000);
    for (DeflateLibrary by : new DeflateLibrary[] {DeflateLibrary.NATIVE, DeflateLibrary.JAVA}) {
      byte[] stream = by.open().compress(data, 0, data.length, 6);
      for (int around : new int[] {50_000, 100_000, 150_000}) {
        for (int needed = around - 700; needed < around + 700; needed += 3) {
          assertThat(inflate(library, stream, needed, data.length))
              .isEqualTo(Arrays.copyOf(data, needed));
        }
      }
    }
  }

  /** What is broken behind the bytes that are needed does no harm, whoever inflates. */
  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "AUTO")
  void damage_counts_up_to_what_is_needed(DeflateLibrary library) throws ZlibException {
    Zlib zlib = open(library);
    byte[] data = InflateTest.Data.NOISE.bytes(10_000);
    byte[] stream = zlib.compress(data, 0, data.length, 6);
    byte[] cut = Arrays.copyOf(stream, stream.length - 1_000);
    assertThatThrownBy(() -> inflate(zlib, cut, 10_000, 10_000))
        .isInstanceOf(ZlibException.class)
        .hasMessageStartingWith("DEFLATE ");
    byte[] damaged = DeflateLibrary.JAVA.open().compress(skewed(), 0, 10_000, 6);
    Arrays.fill(damaged, damaged.length - 500, damaged.length, (byte) 0x55);
    assertThat(inflate(zlib, damaged, 6_000, 10_000)).isEqualTo(Arrays.copyOf(skewed(), 6_000));
  }

  private static byte[] skewed() {
    return InflateTest.Data.SKEWED.bytes(10_000);
  }

  /**
   * libdeflate takes the one code of a set of one for both bits, which zlib and Java refuse; the
   * checksum sees to it that nothing but the original comes of it.
   */
  @Test
  void damaged_streams_give_the_same_bytes_or_the_same_error() {
    Zlib java = open(DeflateLibrary.JAVA);
    Zlib library = open(DeflateLibrary.NATIVE);
    Random random = new Random(4);
    for (InflateTest.Data kind : InflateTest.Data.values()) {
      byte[] data = kind.bytes(3_000);
      for (int round = 0; round < 500; round++) {
        byte[] stream = java.compress(data, 0, data.length, 1 + round % 9);
        stream[random.nextInt(stream.length)] ^= (byte) (1 << random.nextInt(8));
        String said = said(library, stream);
        boolean agreed = said.equals(said(java, stream));
        assertThat(agreed || said.equals(Arrays.toString(data))).as("%s %d", kind, round).isTrue();
      }
    }
  }

  private static String said(Zlib zlib, byte[] stream) {
    try {
      return Arrays.toString(inflate(zlib, stream, 3_000, 3_000));
    } catch (ZlibException e) {
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "AUTO")
  void many_threads_share_one(DeflateLibrary library) throws Exception {
    Zlib zlib = open(library);
    ExecutorService threads = Executors.newFixedThreadPool(12);
    try {
      var results =
          threads.invokeAll(
              IntStream.range(0, 60)
                  .mapToObj(
                      i ->
                          (Callable<Boolean>)
                              () -> {
                                byte[] data = InflateTest.Data.SKEWED.bytes(20_000 + i);
                                byte[] stream = zlib.compress(data, 0, data.length, 1 + i % 9);
                                return Arrays.equals(data, jdk(stream, data.length));
                              })
                  .toList());
      for (var result : results) {
        assertThat(result.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void levels_and_ranges_are_checked() {
    Zlib zlib = DeflateLibrary.AUTO.open();
    assertThatThrownBy(() -> zlib.compress(new byte[4], 0, 4, 0))
        .hasMessage("level must be in 1..9, was 0");
    assertThatThrownBy(() -> zlib.compress(new byte[4], 2, 3, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void names() {
    assertThat(DeflateLibrary.parse("Native")).isEqualTo(DeflateLibrary.NATIVE);
    assertThatThrownBy(() -> DeflateLibrary.parse("fast"))
        .hasMessage("deflate must be one of auto, native, java, was fast");
  }

  private static byte[] inflate(Zlib zlib, byte[] stream, int needed, int capacity)
      throws ZlibException {
    try (ZlibInflater inflater = zlib.newInflater()) {
      ByteBuffer out = inflater.inflate(stream, 0, stream.length, needed, capacity);
      byte[] bytes = new byte[Math.min(needed, out.limit())];
      out.get(0, bytes);
      return bytes;
    }
  }

  private static byte[] jdk(byte[] stream, int n) throws DataFormatException {
    Inflater inflater = new Inflater();
    inflater.setInput(stream);
    byte[] out = new byte[n + 1];
    int done = inflater.inflate(out);
    assertThat(inflater.finished()).isTrue();
    inflater.end();
    return Arrays.copyOf(out, done);
  }
}
