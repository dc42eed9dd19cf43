// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterReadException;
import org.chronocube.io.deflate.DeflateLibrary;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Windows that need only the first rows of blocks. */
class PartialReadTest {

  private static final int HEIGHT = 1000;
  private static final int WIDTH = 300;

  @TempDir Path folder;

  /** Noise, so that every byte of the stream counts. */
  private static byte[] samples() {
    byte[] samples = new byte[HEIGHT * WIDTH];
    new Random(3).nextBytes(samples);
    for (int i = 0; i < samples.length; i++) {
      samples[i] &= 0x3f;
    }
    return samples;
  }

  /** One deflated block of 1000 rows, the end of its stream missing. */
  private Path file(int missing) throws IOException {
    byte[] samples = samples();
    byte[] stream = DeflateLibrary.JAVA.open().compress(samples, 0, samples.length, 6);
    TiffBuilder file =
        new TiffBuilder(false, stream)
            .add(
                TiffBuilder.image(HEIGHT, WIDTH)
                    .put(Tag.COMPRESSION, 8)
                    .put(Tag.STRIP_BYTE_COUNTS, stream.length - missing));
    return Files.write(folder.resolve("strip.tif"), file.build());
  }

  private static void assertRows(BlockReader reader, int from, int to) {
    byte[] samples = samples();
    float[] read = reader.read(0, 0, new Window(from, to, 0, WIDTH)).samples();
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isEqualTo(samples[from * WIDTH + i]);
    }
  }

  private static BlockReader open(Path file, BlockCache cache, DeflateLibrary library) {
    assumeTrue(library.missing().isEmpty(), () -> library.missing().orElseThrow());
    return Fixtures.readers(cache, library).open(file.toUri());
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "AUTO")
  void rows_are_decoded_once_or_twice_when_they_grow(DeflateLibrary library) throws IOException {
    BlockCache cache = new BlockCache(1 << 20);
    BlockReader reader = open(file(0), cache, library);
    assertRows(reader, 290, 300);
    assertThat(cache.statistics().bytes()).isBetween(300L * WIDTH, 301L * WIDTH);
    assertRows(reader, 0, 120);
    assertThat(cache.statistics().misses()).isEqualTo(1);
    assertRows(reader, 295, 310);
    assertThat(cache.statistics().bytes()).isBetween(1L * HEIGHT * WIDTH, 1001L * WIDTH);
    assertRows(reader, 0, HEIGHT);
    assertThat(cache.statistics().misses()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "AUTO")
  void what_is_missing_below_the_window_does_no_harm(DeflateLibrary library) throws IOException {
    BlockReader reader = open(file(100_000), new BlockCache(0), library);
    for (int rows : new int[] {1, 30, 100, 250, 400, 550}) {
      assertRows(reader, rows - 1, rows);
    }
    assertThatThrownBy(() -> reader.read(0, 0, new Window(700, 701, 0, 1)))
        .isInstanceOf(RasterReadException.class)
        .hasMessageContaining("strip.tif: level 0, block (row 0, column 0): DEFLATE ");
    assertRows(reader, 0, 400);
  }

  @ParameterizedTest
  @EnumSource(mode = EXCLUDE, names = "AUTO")
  void threads_that_need_different_rows(DeflateLibrary library) throws Exception {
    BlockCache cache = new BlockCache(1 << 20);
    BlockReader reader = open(file(0), cache, library);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> reads = new ArrayList<>();
      for (int i = 1; i <= 40; i++) {
        int row = i * 271 % HEIGHT;
        reads.add(threads.submit(() -> assertRows(reader, row, row + 1)));
      }
      for (Future<?> read : reads) {
        read.get();
      }
      assertThat(cache.statistics().misses()).isBetween(1L, 2L);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Every codec, predictor and type, by GDAL: each row alone is what it is in the whole. */
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "fixtures.csv", numLinesToSkip = 1)
  void each_row_alone(String file, String kind, int bands) {
    for (DeflateLibrary library : List.of(DeflateLibrary.AUTO, DeflateLibrary.JAVA)) {
      BlockReader reader =
          Fixtures.readers(new BlockCache(0), library).open(Fixtures.path(file).toUri());
      for (int row = 0; row < Fixtures.HEIGHT; row++) {
        Window window = new Window(row, row + 1, 0, Fixtures.WIDTH);
        float[] read = reader.read(0, bands - 1, window).samples();
        for (int col = 0; col < Fixtures.WIDTH; col++) {
          assertThat(read[col]).isEqualTo((float) Fixtures.value(kind, row, col, bands - 1));
        }
      }
    }
  }
}
