// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.SeriesRequest;
import org.chronocube.analysis.TimeSeries;
import org.chronocube.catalog.Datacube;
import org.chronocube.cube.Cube;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Extent;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.array.zarr.write.ChunkShape;
import org.chronocube.io.array.zarr.write.Compression;
import org.chronocube.io.array.zarr.write.StoreLayout;
import org.chronocube.raster.RasterBlock;
import org.geotools.api.filter.Filter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * What a store of a cube costs and gives: series from a persistent cube and from the same cube in
 * place, beside zarr-python and xarray on the store that was ingested; its size; chunks of several
 * shapes.
 *
 * <p>Series go the whole way of a request, index and engine included; one row tells what the store
 * alone takes, window after window. Options: {@code storage.size} (rows and columns, 2048), {@code
 * storage.dates} (60).
 */
final class StorageSuite implements Suite {

  private static final int POINT = 40;
  private static final int POLYGON = 200;
  private static final int MAP = 256;
  private static final Compression BLOSC =
      new Compression.Blosc(Compression.Blosc.Codec.ZSTD, 2, true);
  private static final String NDVI = "NDVI = (B08 - B04) / (B08 + B04)";
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();
  private static final ChunkShape SHAPE = new ChunkShape(16, 128, 128);

  @Override
  public String name() {
    return "storage";
  }

  @Override
  public String title() {
    return "Series from a Zarr store and from COGs, size of the store, shapes of its chunks";
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    int size = (int) lab.number("storage.size", 2048);
    int dates = (int) lab.number("storage.dates", 60);
    StorageData data = new StorageData(lab.folder("storage"), MadeArchive.of(lab, size, dates));
    lab.say("cube of %d dates, %d x %d", dates, size, size);
    List<Table> tables = new ArrayList<>();
    try (Datacube datacube = data.open();
        Peers peers = new Peers(lab.peer("storage.py"))) {
      tables.add(series(lab, data, datacube, peers.peer, POINT, false));
      tables.add(series(lab, data, datacube, peers.peer, POINT, true));
      tables.add(series(lab, data, datacube, peers.peer, POLYGON, true));
    }
    if (lab.number("storage.series-only", 0) == 0) {
      tables.add(footprint(lab, data));
      tables.add(shapes(lab, data));
    }
    return tables;
  }

  private record Peers(Optional<Peer> peer) implements AutoCloseable {
    @Override
    public void close() {
      peer.ifPresent(Peer::close);
    }
  }

  private Table series(
      Lab lab,
      StorageData data,
      Datacube datacube,
      Optional<Peer> peer,
      int size,
      boolean elsewhere)
      throws Exception {
    String title =
        String.format(
            Locale.ROOT,
            "Mean NDVI of %d x %d pixels, %d dates, 2 bands, %s",
            size,
            size,
            data.dates(),
            elsewhere ? "each time elsewhere (nothing decoded before)" : "the same place again");
    Path store = data.kept();
    List<URI> bands = StorageData.BANDS.stream().map(b -> StorageData.array(store, b)).toList();
    BlockReaders kept = StorageData.rasters();
    Supplier<Places> places = () -> new Places(data.size(), size, elsewhere);
    Places alone = places.get();
    Places zarr = places.get();
    Places xarray = places.get();
    return new Contest(title, 1e-5)
        .enter("Chronocube, persistent cube", cube(datacube, StorageData.KEPT, places.get()))
        .enter(
            "Chronocube, the same cube in place",
            5,
            Optional.of(cube(datacube, MadeArchive.CUBE, places.get())))
        .enter("zarr-python", 2, peer.map(p -> () -> p.ask("by_zarr", where(store, zarr.next()))))
        .enter("xarray", 4, peer.map(p -> () -> p.ask("by_xarray", where(store, xarray.next()))))
        .enter(
            "Chronocube, the store alone",
            () -> {
              Window window = alone.next();
              BlockReaders rasters = opened(elsewhere ? StorageData.rasters() : kept, bands);
              return Took.of(() -> ndvi(rasters, bands, data.dates(), window));
            })
        .run(lab);
  }

  private static Contest.Turn cube(Datacube datacube, String name, Places places) {
    Cube cube = StorageData.cube(datacube, name);
    return () -> {
      Window window = places.next();
      return Took.of(() -> series(datacube, cube, window));
    };
  }

  private static double[] series(Datacube datacube, Cube cube, Window window) {
    Extent e = cube.grid().crop(window).extent();
    Geometry box = GEOMETRIES.toGeometry(new Envelope(e.minX(), e.maxX(), e.minY(), e.maxY()));
    SeriesRequest request =
        new SeriesRequest(
            cube,
            Area.of(cube, box, cube.grid().crs(), datacube.crs()),
            List.of(),
            BandSelection.of(cube, List.of(NDVI)),
            List.of(),
            Filter.INCLUDE);
    return new TimeSeries(datacube.engine())
        .compute(request, Progress.NONE).entries().stream()
            .mapToDouble(entry -> entry.statistics().get(0).mean())
            .toArray();
  }

  // Headers and metadata are read, as the peers' are, before the time is taken.
  private static BlockReaders opened(BlockReaders rasters, List<URI> bands) {
    bands.forEach(rasters::open);
    return rasters;
  }

  private static Map<String, Object> where(Path store, Window window) {
    return Map.of(
        "path",
        store.toString(),
        "row",
        window.rowStart(),
        "col",
        window.colStart(),
        "size",
        window.width());
  }

  /** The windows of one contender: the same for all, the first ones, which are compared, equal. */
  private static final class Places {

    private static final int COMPARED = 3;

    private final int grid;
    private final int size;
    private final boolean elsewhere;
    private int turn;

    Places(int grid, int size, boolean elsewhere) {
      this.grid = grid;
      this.size = size;
      this.elsewhere = elsewhere;
    }

    Window next() {
      int n = elsewhere ? Math.max(0, ++turn - COMPARED) : 0;
      int room = grid - size;
      int row = (int) ((17 + 619L * n) % room);
      int col = (int) ((31 + 887L * n) % room);
      return Window.at(row, col, size, size);
    }
  }

  // Dates of one chunk are read by one thread, one after another.
  private static double[] ndvi(BlockReaders rasters, List<URI> bands, int dates, Window window) {
    int span = SHAPE.time();
    int groups = (dates + span - 1) / span;
    RasterBlock[][] blocks = new RasterBlock[bands.size()][dates];
    IntStream.range(0, groups * bands.size())
        .parallel()
        .forEach(
            g -> {
              int band = g % bands.size();
              int first = g / bands.size() * span;
              for (int date = first; date < Math.min(dates, first + span); date++) {
                blocks[band][date] = rasters.open(bands.get(band)).read(0, date, window);
              }
            });
    return IntStream.range(0, dates).mapToDouble(d -> mean(blocks[0][d], blocks[1][d])).toArray();
  }

  private static double mean(RasterBlock red, RasterBlock nir) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < red.samples().length; i++) {
      if (red.mask().isValid(i) && nir.mask().isValid(i)) {
        double r = red.samples()[i];
        double n = nir.samples()[i];
        sum += (n - r) / (n + r);
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  private static Table footprint(Lab lab, StorageData data) throws Exception {
    Table table =
        new Table("Size of one band, bytes a pixel and date", List.of("", "bytes", "of raw"));
    double pixels = (double) data.size() * data.size();
    row(table, "raw", 2);
    row(table, "COG, deflate, predictor 2, overviews", Files.size(data.cog(0, "B04")) / pixels);
    Map<String, List<String>> translated = new LinkedHashMap<>();
    translated.put(
        "COG, zstd, predictor 2, overviews",
        List.of("-of", "COG", "-co", "COMPRESS=ZSTD", "-co", "PREDICTOR=2"));
    translated.put(
        "JPEG 2000, reversible",
        List.of("-of", "JP2OpenJPEG", "-co", "QUALITY=100", "-co", "REVERSIBLE=YES"));
    for (var entry : translated.entrySet()) {
      Optional<Path> file = translate(lab, data.cog(0, "B04"), entry.getValue());
      if (file.isPresent()) {
        row(table, entry.getKey(), Files.size(file.get()) / pixels);
        Files.delete(file.get());
      } else {
        table.row(entry.getKey(), "not installed", "");
      }
    }
    Map<String, Compression> codecs = new LinkedHashMap<>();
    codecs.put("zstd 3", new Compression.Zstd(3));
    codecs.put("blosc lz4 5", new Compression.Blosc(Compression.Blosc.Codec.LZ4, 5, true));
    codecs.put("blosc zstd 2", BLOSC);
    codecs.put("blosc zstd 6", new Compression.Blosc(Compression.Blosc.Codec.ZSTD, 6, true));
    for (var entry : codecs.entrySet()) {
      StoreLayout layout = new StoreLayout(2, SHAPE, null, 1, entry.getValue());
      String file = "codec-" + entry.getKey().replace(' ', '-');
      Path store = data.store(file, List.of("B04"), layout);
      row(
          table,
          "Zarr " + SHAPE + ", " + entry.getKey(),
          StorageData.bytes(store) / pixels / data.dates());
      StorageData.delete(store);
    }
    return table.note("20 % of the pixels are nodata.");
  }

  private static void row(Table table, String name, double bytes) {
    table.row(name, Table.significant(bytes), Table.significant(bytes / 2));
  }

  private static Optional<Path> translate(Lab lab, Path cog, List<String> options)
      throws IOException, InterruptedException {
    Path out = lab.folder("storage").resolve("translated");
    List<String> command =
        new ArrayList<>(List.of("gdal_translate", "-q", "--config", "GDAL_PAM_ENABLED", "NO"));
    command.addAll(options);
    command.addAll(List.of(cog.toString(), out.toString()));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0 ? Optional.of(out) : Optional.empty();
    } catch (IOException notInstalled) {
      return Optional.empty();
    }
  }

  private static Table shapes(Lab lab, StorageData data) throws Exception {
    Table table =
        new Table(
            "Chunks of several shapes, one band, " + data.dates() + " dates, CPU ms",
            List.of(
                "dates x rows x columns",
                "point series",
                "polygon series",
                "map window",
                "writing, s",
                "bytes a pixel",
                "files"));
    for (ChunkShape shape :
        List.of(
            new ChunkShape(1, 512, 512),
            new ChunkShape(4, 256, 256),
            SHAPE,
            new ChunkShape(64, 64, 64),
            new ChunkShape(60, 32, 32))) {
      StoreLayout layout = new StoreLayout(2, shape, null, 1, BLOSC);
      String name = "shape-" + shape.toString().replace(" ", "");
      StorageData.delete(data.folder().resolve(name + "-" + data.size() + ".zarr"));
      Path[] made = new Path[1];
      Took writing =
          Took.of(
              () -> {
                made[0] = data.store(name, List.of("B04"), layout);
                return new double[0];
              });
      table.row(
          shape.toString(),
          Table.millis(read(lab, data, made[0], POINT, data.dates())),
          Table.millis(read(lab, data, made[0], POLYGON, data.dates())),
          Table.millis(read(lab, data, made[0], MAP, 1)),
          Table.significant(writing.cpuSeconds()),
          Table.significant(
              StorageData.bytes(made[0]) / ((double) data.size() * data.size() * data.dates())),
          String.valueOf(files(made[0])));
      StorageData.delete(made[0]);
    }
    return table.note(
        "Windows of "
            + POINT
            + "², "
            + POLYGON
            + "² and "
            + MAP
            + "² pixels, each time elsewhere; median. Writing includes reading the COGs.");
  }

  private static double read(Lab lab, StorageData data, Path store, int size, int dates)
      throws Exception {
    Places places = new Places(data.size(), size, true);
    List<Double> cpu = new ArrayList<>();
    URI array = StorageData.array(store, "B04");
    for (int turn = 0; turn < lab.rounds() + 3; turn++) {
      BlockReaders rasters = StorageData.rasters();
      rasters.open(array);
      Window window = places.next();
      Took took =
          Took.of(
              () -> {
                double sum = 0;
                for (int date = 0; date < dates; date++) {
                  sum += rasters.open(array).read(0, date, window).samples()[0];
                }
                return new double[] {sum};
              });
      if (turn >= 3) {
        cpu.add(took.cpuSeconds());
      }
    }
    double[] sorted = cpu.stream().mapToDouble(v -> v).sorted().toArray();
    return Contest.quantile(sorted, 0.5);
  }

  private static long files(Path store) throws IOException {
    try (var all = Files.walk(store.resolve("B04"))) {
      return all.filter(Files::isRegularFile).count();
    }
  }
}
