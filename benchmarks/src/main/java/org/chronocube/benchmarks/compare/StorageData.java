// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Resolution;
import org.chronocube.grid.Shape;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.array.ArrayView;
import org.chronocube.io.array.zarr.ZarrFormat;
import org.chronocube.io.array.zarr.write.BlockIndex;
import org.chronocube.io.array.zarr.write.StoreBlock;
import org.chronocube.io.array.zarr.write.StoreDescription;
import org.chronocube.io.array.zarr.write.StoreLayout;
import org.chronocube.io.array.zarr.write.StoreWriter;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;

/**
 * The same two bands of the same dates as COGs and as Zarr stores.
 *
 * @param folder of all
 * @param size rows and columns
 * @param dates of both bands
 */
record StorageData(Path folder, int size, int dates) {

  static final List<String> BANDS = List.of("B04", "B08");

  private static final long CACHE = 64L << 20;
  private static final double HOLES = 0.2;

  GeoBox grid() {
    Affine affine = Affine.northUp(600_000, 5_700_000, new Resolution(10, 10));
    return new GeoBox(new Shape(size, size), affine, "EPSG:32631");
  }

  /** The file of a date and a band, made when it is not there. */
  Path cog(int date, String band) throws IOException {
    long seed = 1000L * BANDS.indexOf(band) + date;
    Path file = folder.resolve("cogs-" + size).resolve(band + "-" + date + ".tif");
    return Scenes.cog(file, grid(), seed, HOLES);
  }

  /** Opens COGs and stores; what it has decoded is kept as far as 64 MiB go. */
  static BlockReaders rasters() {
    BlockCache cache = new BlockCache(CACHE);
    return new BlockReaders(
        FileByteSources.anywhere(),
        List.of(new TiffFormat(cache)),
        List.of(new ArrayView("zarr", new ZarrFormat(), cache)));
  }

  static URI array(Path store, String band) {
    return URI.create(store.toUri() + "#zarr=" + band);
  }

  /** A store of some bands, made of the COGs when it is not there. */
  Path store(String name, List<String> bands, StoreLayout layout) throws IOException {
    Path store = folder.resolve(name + "-" + size + ".zarr");
    if (StoreWriter.exists(store)) {
      return store;
    }
    // Shown under its name only when all is in it.
    Path part = folder.resolve(name + "-" + size + ".part");
    delete(part);
    write(part, bands, layout);
    return Files.move(part, store);
  }

  private void write(Path store, List<String> bands, StoreLayout layout) throws IOException {
    BlockReaders rasters = rasters();
    List<URI> cogs = new ArrayList<>();
    for (String band : bands) {
      for (int date = 0; date < dates; date++) {
        cogs.add(cog(date, band).toUri());
      }
    }
    List<Band> all = bands.stream().map(b -> Band.of(b, DataType.UINT16, NoData.of(0))).toList();
    StoreDescription description =
        new StoreDescription("Benchmark", "made up", "made", Map.of(), grid(), all);
    try (StoreWriter writer = StoreWriter.create(store, description, layout)) {
      writer.blocks(0, dates).parallelStream().forEach(index -> fill(writer, index, rasters, cogs));
      writer.commit(
          IntStream.range(0, dates)
              .mapToObj(d -> Instant.parse("2024-01-01T10:30:00Z").plus(Duration.ofDays(5L * d)))
              .toList());
    }
  }

  private void fill(StoreWriter writer, BlockIndex index, BlockReaders rasters, List<URI> cogs) {
    StoreBlock block = writer.read(index);
    for (int date = block.firstDate(); date < Math.min(dates, block.endDate()); date++) {
      URI cog = cogs.get(index.group() * dates + date);
      block.put(date, 0, rasters.open(cog).read(0, 0, block.window()));
    }
    writer.write(block);
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  /** Bytes of all files below a folder. */
  static long bytes(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      long sum = 0;
      for (Path path : all.filter(Files::isRegularFile).toList()) {
        sum += Files.size(path);
      }
      return sum;
    }
  }
}
