// SPDX-License-Identifier: Apache-2.0
package org.chronocube.io.array.zarr.write;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.band.Scaling;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.array.ArrayView;
import org.chronocube.io.array.zarr.ZarrFormat;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.raster.RasterBlock;

/**
 * Stores of 50 x 70 pixels whose samples are their own places, {@code 1 + (1000 t + 70 y + x) mod
 * 30000 + 7 band}; every eleventh is no data.
 */
final class StoreFixture {

  static final GeoBox GRID =
      new GeoBox(
          new Shape(50, 70), Affine.northUp(600000, 5700000, new Resolution(10, 10)), "EPSG:32631");

  private static final Instant FIRST = Instant.parse("2024-01-01T10:30:15.123Z");

  private StoreFixture() {}

  static Band band(String name, DataType type, Double noData) {
    return new Band(name, name, type, new NoData(noData), Scaling.IDENTITY, "1", null);
  }

  static StoreDescription description(Band... bands) {
    return new StoreDescription("Test", "places", "made", Map.of(), GRID, List.of(bands));
  }

  static List<Instant> times(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> FIRST.plus(Duration.ofDays(5L * i))).toList();
  }

  static int place(int date, int band, int row, int col) {
    return 1 + (1000 * date + 70 * row + col) % 30000 + 7 * band;
  }

  static boolean isHole(int date, int row, int col) {
    return (date + row + col) % 11 == 0;
  }

  /** Writes dates and makes them show. */
  static void append(StoreWriter store, int from, int to) {
    write(store, from, to);
    store.commit(times(from, to));
  }

  /** Writes dates only. */
  static void write(StoreWriter store, int from, int to) {
    for (BlockIndex index : store.blocks(from, to)) {
      StoreBlock block = store.read(index);
      for (int date = Math.max(from, block.firstDate());
          date < Math.min(to, block.endDate());
          date++) {
        for (int band = 0; band < block.bands().size(); band++) {
          int number = store.description().bands().indexOf(block.bands().get(band));
          block.put(date, band, places(block, date, number));
        }
      }
      store.write(block);
    }
  }

  private static RasterBlock places(StoreBlock block, int date, int band) {
    RasterBlock samples = RasterBlock.allocate(block.window().shape());
    for (int row = 0; row < block.window().height(); row++) {
      for (int col = 0; col < block.window().width(); col++) {
        int y = block.window().rowStart() + row;
        int x = block.window().colStart() + col;
        int i = samples.index(row, col);
        samples.samples()[i] = place(date, band, y, x);
        if (!isHole(date, y, x)) {
          samples.mask().setValid(i);
        }
      }
    }
    return samples;
  }

  /** A reader of its own, with a cache. */
  static BlockReaders rasters() {
    return new BlockReaders(
        FileByteSources.anywhere(),
        List.of(),
        List.of(new ArrayView("zarr", new ZarrFormat(), new BlockCache(64 << 20))));
  }

  static BlockReader open(BlockReaders rasters, Path folder, String array) {
    return rasters.open(URI.create(folder.toUri() + "#zarr=" + array));
  }

  static double[] values(Path folder, String array) throws IOException {
    return new ZarrFormat().open(folder.toUri(), FileByteSources.anywhere()).values(array);
  }

  /**
   * Holds that an array has so many dates, and each sample is in its place.
   *
   * @param bands of the array, from {@code firstBand} on
   */
  static void assertPlaces(BlockReader raster, int dates, int firstBand, int bands) {
    assertThat(raster.info().bandCount()).isEqualTo(dates * bands);
    for (int date = 0; date < dates; date++) {
      for (int band = 0; band < bands; band++) {
        RasterBlock block = raster.read(0, date * bands + band, GRID.window());
        assertThat(firstWrong(block, date, firstBand + band)).isEqualTo(-1);
      }
    }
  }

  private static int firstWrong(RasterBlock block, int date, int band) {
    for (int i = 0; i < GRID.shape().pixels(); i++) {
      int row = i / GRID.width();
      int col = i % GRID.width();
      boolean valid = !isHole(date, row, col);
      boolean right =
          block.mask().isValid(i) == valid
              && (!valid || block.samples()[i] == place(date, band, row, col));
      if (!right) {
        return i;
      }
    }
    return -1;
  }
}
