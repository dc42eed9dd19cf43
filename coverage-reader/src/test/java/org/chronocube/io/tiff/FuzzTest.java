// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.chronocube.io.RasterReadException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Damaged files: whatever bytes are wrong, the only thing that may escape is the exception that
 * names the file, and memory stays in proportion to the file.
 */
class FuzzTest {

  private static final long MAX_BYTES_PER_FILE = 24L << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uint16-deflate-p2.tif",
        "uint16-lzw-p2-strips-band-big-3bands.tif",
        "float32-zstd-p3-tiles-pixel-little-3bands.tif",
        "uint16-deflate-p2-bigtiff-big.tif",
        "uint8-packbits-p1.tif",
        "scale-offset.tif",
        "mask-cog.tif",
        "geo-utm.tif",
      })
  void only_the_documented_exception_escapes(String name) throws IOException {
    byte[] original = Files.readAllBytes(Fixtures.path(name));
    Random random = new Random(name.hashCode());
    for (int round = 0; round < 400; round++) {
      Path file = folder.resolve(round + ".tif");
      Files.write(file, damaged(original, random, round));
      long before = allocated();
      readAll(file);
      assertThat(allocated() - before).as("round %d", round).isLessThan(MAX_BYTES_PER_FILE);
      Files.delete(file);
    }
  }

  private static byte[] damaged(byte[] original, Random random, int round) {
    if (round % 10 == 0) {
      return Arrays.copyOf(original, random.nextInt(original.length));
    }
    byte[] bytes = original.clone();
    // Most damage goes to the header, where it does most harm.
    int reach = round % 3 == 0 ? bytes.length : Math.min(bytes.length, 700);
    for (int i = 0; i <= random.nextInt(4); i++) {
      int at = random.nextInt(reach);
      bytes[at] = round % 2 == 0 ? (byte) random.nextInt() : (byte) (bytes[at] ^ 1 << at % 8);
    }
    return bytes;
  }

  private static void readAll(Path file) {
    try {
      BlockReader reader = Fixtures.open(file.toUri());
      for (int level = 0; level < reader.info().levels().size(); level++) {
        Shape shape = reader.info().levels().get(level).shape();
        Window all = shape.window().intersect(new Window(0, 200, 0, 200));
        int last = reader.info().bandCount() - 1;
        assertThat(reader.read(level, last, all).shape()).isEqualTo(all.shape());
        Window corner =
            new Window(shape.height() - 1, shape.height(), shape.width() - 1, shape.width());
        assertThat(reader.read(level, 0, corner).shape()).isEqualTo(corner.shape());
      }
    } catch (RasterReadException e) {
      assertThat(e).hasMessageContaining(file.getFileName().toString());
    }
  }

  private static long allocated() {
    return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean())
        .getCurrentThreadAllocatedBytes();
  }
}
