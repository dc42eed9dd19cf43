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
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.chronocube.band.Band;
import org.chronocube.band.DataType;
import org.chronocube.band.NoData;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;
import org.chronocube.cube.Cube;
import org.chronocube.grid.Extent;
import org.chronocube.grid.GeoBox;
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
import org.chronocube.storage.Ingest;
import org.chronocube.storage.IngestProgress;

/**
 * The two bands of a made archive as COGs, as a persistent cube and as Zarr stores of other shapes.
 *
 * @param folder of stores
 * @param archive of COGs
 */
record StorageData(Path folder, MadeArchive archive) {

  static final List<String> BANDS = MadeArchive.BANDS;

  /** The archive as a persistent cube; {@link MadeArchive#CUBE} is the same in place. */
  static final String KEPT = "kept";

  static final long CACHE = 64L << 20;

  int size() {
    return archive.size();
  }

  int dates() {
    return archive.dates();
  }

  GeoBox grid() {
    return archive.grid();
  }

  Path cog(int date, String band) {
    return archive.file(date, band);
  }

  /** The store of the persistent cube. */
  Path kept() {
    return folder.resolve(KEPT + "-" + size() + "x" + dates() + ".zarr");
  }

  /**
   * Both cubes over the archive's index, all dates of the persistent one ingested; what is decoded
   * is kept as far as 32 MiB go.
   */
  Datacube open() throws IOException {
    Path catalog = folder.resolve("catalog-" + size() + "x" + dates() + ".yaml");
    Files.writeString(catalog, catalog());
    DatacubeOptions options = DatacubeOptions.DEFAULTS;
    Datacube datacube =
        Datacubes.open(catalog, new DatacubeOptions(null, CACHE, options.threads(), true));
    Ingest ingest =
        new Ingest(
            datacube.index(), datacube.rasters(), datacube.crs(), options.threads(), CACHE * 4);
    ingest.run(cube(datacube, KEPT), List.of(), false, IngestProgress.NONE);
    return datacube;
  }

  static Cube cube(Datacube datacube, String name) {
    return datacube.catalog().cubes().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String catalog() {
    Extent e = grid().extent();
    String grid =
        String.format(
            Locale.ROOT,
            "{crs: \"EPSG:32631\", resolution: 10, extent: [%s, %s, %s, %s]}",
            e.minX(),
            e.minY(),
            e.maxX(),
            e.maxY());
    return """
        version: 1
        index: "jdbc:sqlite:%s"
        products:
          - id: scenes
            parser: geotiff
            location: "%s"
            bands:
              - {name: B04, type: uint16, nodata: 0, scale: 0.0001, unit: "1", wavelength: 665}
              - {name: B08, type: uint16, nodata: 0, scale: 0.0001, unit: "1", wavelength: 842}
        cubes:
          - {name: %s, products: [scenes], bands: [B04, B08], grid: %s}
          - {name: %s, products: [scenes], bands: [B04, B08], grid: %s, storage: {mode: persistent, location: "%s"}}
        """
        .formatted(archive.index(), archive.scenes(), MadeArchive.CUBE, grid, KEPT, grid, kept());
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
    Path store = folder.resolve(name + "-" + size() + ".zarr");
    if (StoreWriter.exists(store)) {
      return store;
    }
    // Shown under its name only when all is in it.
    Path part = folder.resolve(name + "-" + size() + ".part");
    delete(part);
    write(part, bands, layout);
    return Files.move(part, store);
  }

  private void write(Path store, List<String> bands, StoreLayout layout) throws IOException {
    BlockReaders rasters = rasters();
    List<URI> cogs = new ArrayList<>();
    for (String band : bands) {
      for (int date = 0; date < dates(); date++) {
        cogs.add(cog(date, band).toUri());
      }
    }
    List<Band> all = bands.stream().map(b -> Band.of(b, DataType.UINT16, NoData.of(0))).toList();
    StoreDescription description =
        new StoreDescription("Benchmark", "made up", "made", Map.of(), grid(), all);
    try (StoreWriter writer = StoreWriter.create(store, description, layout)) {
      writer.blocks(0, dates()).parallelStream()
          .forEach(index -> fill(writer, index, rasters, cogs));
      writer.commit(
          IntStream.range(0, dates())
              .mapToObj(d -> Instant.parse("2024-01-01T10:30:00Z").plus(Duration.ofDays(5L * d)))
              .toList());
    }
  }

  private void fill(StoreWriter writer, BlockIndex index, BlockReaders rasters, List<URI> cogs) {
    StoreBlock block = writer.read(index);
    for (int date = block.firstDate(); date < Math.min(dates(), block.endDate()); date++) {
      URI cog = cogs.get(index.group() * dates() + date);
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
