// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicInteger;
import org.chronocube.band.DataType;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A writer is stopped before each change it makes to the disk, one after another. */
class StoreCrashTest {

  private static final int MOST_STEPS = 200;

  private static final StoreDescription DESCRIPTION =
      StoreFixture.description(
          StoreFixture.band("B04", DataType.UINT16, 0.0),
          StoreFixture.band("NDVI", DataType.FLOAT32, Double.NaN));

  @TempDir Path folder;

  private static StoreLayout layout(int version, boolean sharded) {
    ChunkShape chunk = new ChunkShape(4, 64, 64);
    ChunkShape shard = sharded ? new ChunkShape(4, 64, 128) : null;
    return new StoreLayout(version, chunk, shard, 1, new Compression.Zstd(1));
  }

  /** The process ends here. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static StoreFiles killedAt(Path store, int step) {
    AtomicInteger done = new AtomicInteger();
    return new StoreFiles(
        store,
        path -> {
          if (done.getAndIncrement() == step) {
            throw new Killed();
          }
        });
  }

  @ParameterizedTest
  @CsvSource({"2, false", "3, false", "3, true"})
  void adding_dates_is_done_or_not_begun_wherever_it_stops(int version, boolean sharded)
      throws IOException {
    StoreLayout layout = layout(version, sharded);
    Path before = folder.resolve("before");
    try (StoreWriter store = StoreWriter.create(before, DESCRIPTION, layout)) {
      StoreFixture.append(store, 0, 3);
    }
    boolean wasOld = false;
    for (int step = 0; step < MOST_STEPS; step++) {
      Path copy = copy(before, folder.resolve("step" + step));
      // Opened before, and read after: what it shows must not change.
      BlockReaders rasters = StoreFixture.rasters();
      BlockReader opened = StoreFixture.open(rasters, copy, "B04");
      boolean killed = false;
      try (StoreWriter store = StoreWriter.open(killedAt(copy, step), DESCRIPTION, layout)) {
        StoreFixture.append(store, 3, 6);
      } catch (Killed e) {
        killed = true;
      }
      StoreFixture.assertPlaces(opened, 3, 0, 1);
      int dates = shown(copy);
      assertThat(dates).isIn(3, 6);
      wasOld |= dates == 3;
      runAgain(copy, layout, dates);
      if (!killed) {
        assertThat(wasOld).isTrue();
        assertThat(dates).isEqualTo(6);
        return;
      }
    }
    fail("the writer must end in %s steps", MOST_STEPS);
  }

  /** The dates that all bands have, after holding that their samples are right. */
  private static int shown(Path store) throws IOException {
    int dates = StoreFixture.values(store, "time").length;
    for (int band = 0; band < 2; band++) {
      String name = DESCRIPTION.bands().get(band).name();
      BlockReader raster = StoreFixture.open(StoreFixture.rasters(), store, name);
      StoreFixture.assertPlaces(raster, dates, band, 1);
    }
    return dates;
  }

  // The next dates are other ones: nothing of those that did not show may show with them.
  private static void runAgain(Path copy, StoreLayout layout, int dates) throws IOException {
    try (StoreWriter store = StoreWriter.open(copy, DESCRIPTION, layout)) {
      store.commit(StoreFixture.times(dates, dates + 1));
      assertThat(store.times().size()).isEqualTo(dates + 1);
    }
    BlockReader raster = StoreFixture.open(StoreFixture.rasters(), copy, "NDVI");
    assertThat(raster.read(0, dates, StoreFixture.GRID.window()).mask().isNoneValid()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"2, false", "3, true"})
  void making_a_store_can_be_begun_again_wherever_it_stopped(int version, boolean sharded)
      throws IOException {
    StoreLayout layout = layout(version, sharded);
    for (int step = 0; step < MOST_STEPS; step++) {
      Path store = folder.resolve("new" + step);
      boolean killed = false;
      try {
        StoreWriter.create(killedAt(store, step), DESCRIPTION, layout).close();
      } catch (Killed e) {
        killed = true;
      }
      boolean made = StoreWriter.exists(store);
      assertThat(made || killed).isTrue();
      try (StoreWriter again =
          made
              ? StoreWriter.open(store, DESCRIPTION, layout)
              : StoreWriter.create(store, DESCRIPTION, layout)) {
        StoreFixture.append(again, 0, 1);
      }
      assertThat(shown(store)).isEqualTo(1);
      if (!killed) {
        return;
      }
    }
    fail("the writer must end in %s steps", MOST_STEPS);
  }

  private static Path copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(path)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(path, to.resolve(from.relativize(path)));
            return FileVisitResult.CONTINUE;
          }
        });
    return to;
  }
}
