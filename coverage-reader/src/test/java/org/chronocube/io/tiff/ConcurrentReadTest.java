// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.tiff;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.chronocube.raster.RasterBlock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many threads, one reader, a cache that holds everything, little or nothing. */
class ConcurrentReadTest {

  private static final Path COG =
      Path.of("..", "data-dir", "archive", "bordeaux-s2-l1c")
          .resolve("T30TXQ_20171026T110131/T30TXQ_20171026T110131_B02.tif");

  @ParameterizedTest
  @ValueSource(longs = {0, 100_000, 8 << 20})
  void every_thread_sees_the_same_pixels(long cacheBytes) throws Exception {
    BlockReader reader = Fixtures.readers(new BlockCache(cacheBytes)).open(COG.toUri());
    RasterBlock whole = reader.read(0, 0, reader.info().shape().window());
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Random random = new Random(i);
        results.add(threads.submit(() -> wrongPixels(reader, whole, random)));
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isZero();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int wrongPixels(BlockReader reader, RasterBlock whole, Random random) {
    int wrong = 0;
    for (int i = 0; i < 40; i++) {
      int row = random.nextInt(400);
      int col = random.nextInt(350);
      RasterBlock part = reader.read(0, 0, Window.at(row, col, 100, 100));
      for (int r = 0; r < 100; r++) {
        for (int c = 0; c < 100; c++) {
          wrong += part.sample(r, c) == whole.sample(row + r, col + c) ? 0 : 1;
        }
      }
    }
    return wrong;
  }
}
