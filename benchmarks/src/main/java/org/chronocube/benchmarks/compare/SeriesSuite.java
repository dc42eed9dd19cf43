// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.SeriesRequest;
import org.chronocube.analysis.Sites;
import org.chronocube.analysis.TimeSeries;
import org.chronocube.analysis.ZonalFigures;
import org.chronocube.analysis.ZonalRequest;
import org.chronocube.analysis.ZonalStatistics;
import org.chronocube.analysis.ZonalTable;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.cube.Cube;
import org.chronocube.cube.Progress;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockReader;
import org.geotools.api.filter.Filter;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Time series of one field and of many. Nothing decoded is kept from one turn to the next. */
final class SeriesSuite implements Suite {

  private static final int SIZE = 2048;
  private static final int DATES = 60;
  private static final int SITES = 1000;
  private static final int BLOCK = 512;
  private static final double FIELD = 400;
  private static final String NDVI = "NDVI = (B08 - B04) / (B08 + B04)";
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  @Override
  public String name() {
    return "series";
  }

  @Override
  public String title() {
    return "mean NDVI of a field and of 1,000 fields over 60 dates of COGs";
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    MadeArchive archive = MadeArchive.of(lab, SIZE, DATES);
    return List.of(field(lab, archive), http(lab, archive), sites(lab, archive));
  }

  // Of the cache half is for blocks: three of them, while one turn reads 120.
  private static DatacubeOptions options(long cacheBytes) {
    DatacubeOptions defaults = DatacubeOptions.DEFAULTS;
    return new DatacubeOptions(null, cacheBytes, defaults.threads(), true);
  }

  /** A field in the first rows of a block, one in the middle, one in the last rows. */
  private static List<Envelope> fields(MadeArchive archive) {
    return IntStream.of(16, 236, 456)
        .map(row -> 2 * BLOCK + row)
        .mapToObj(row -> square(archive, 7000, (SIZE - row) * 10.0 - FIELD))
        .toList();
  }

  @FunctionalInterface
  private interface Asked {
    Took of(Envelope field) throws Exception;
  }

  /** All fields: their answers, and the medians of what they took. */
  private static Contest.Turn each(List<Envelope> fields, Asked asked) {
    return () -> {
      List<Took> taken = new ArrayList<>();
      for (Envelope field : fields) {
        taken.add(asked.of(field));
      }
      return new Took(
          median(taken.stream().mapToDouble(Took::seconds)),
          median(taken.stream().mapToDouble(Took::cpuSeconds)),
          taken.stream().flatMapToDouble(t -> DoubleStream.of(t.answer())).toArray());
    };
  }

  private static double median(DoubleStream values) {
    return Contest.quantile(values.sorted().toArray(), 0.5);
  }

  private Table field(Lab lab, MadeArchive archive) throws Exception {
    List<Envelope> fields = fields(archive);
    try (Datacube open = archive.open(options(4L << 20))) {
      Optional<Peer> peer = lab.peer("series.py");
      try {
        return new Contest("Mean NDVI of a field of 40 × 40 pixels, 60 dates × 2 COGs", 1e-6)
            .enter("Chronocube, files opened anew", each(fields, f -> anew(archive, f)))
            .enter("Chronocube, headers known", each(fields, f -> Took.of(() -> series(open, f))))
            .enter(
                peer.map(Peer::version).orElse("rasterio") + ", loop",
                5,
                peer.map(p -> each(fields, f -> p.ask("loop", question(archive, f)))))
            .enter(
                "rioxarray and dask",
                20,
                peer.map(p -> each(fields, f -> p.ask("dask", question(archive, f)))))
            .run(lab)
            .note("Medians of fields in the first rows of a block, in the middle, in the last.");
      } finally {
        peer.ifPresent(Peer::close);
      }
    }
  }

  private static Map<String, Object> question(MadeArchive archive, Envelope box) {
    return Map.of(
        "red", files(archive, 0),
        "nir", files(archive, 1),
        "box", List.of(box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()));
  }

  // The server's heap is so small that its cache holds a few blocks only, as in this process.
  private Table http(Lab lab, MadeArchive archive) throws Exception {
    List<Envelope> fields = fields(archive);
    try (Datacube open = archive.open(options(4L << 20));
        OurServer server = OurServer.start(archive.dataDir(), List.of("-Xmx96m"), "--read-only")) {
      SeriesRequests requests = SeriesRequests.of(server, NDVI);
      return new Contest("The same over HTTP", 1e-6)
          .enter("Chronocube, in process", each(fields, f -> Took.of(() -> series(open, f))))
          .enter("Chronocube, GET api/series", each(fields, requests::api))
          .run(lab);
    }
  }

  private static Took anew(MadeArchive archive, Envelope box) throws Exception {
    try (Datacube datacube = archive.open(options(4L << 20))) {
      return Took.of(() -> series(datacube, box));
    }
  }

  private static double[] series(Datacube datacube, Envelope box) {
    Cube cube = cube(datacube);
    SeriesRequest request =
        new SeriesRequest(
            cube,
            Area.of(cube, GEOMETRIES.toGeometry(box), "EPSG:32631", datacube.crs()),
            List.of(),
            BandSelection.of(cube, List.of(NDVI)),
            List.of(),
            Filter.INCLUDE);
    return new TimeSeries(datacube.engine())
        .compute(request, Progress.NONE).entries().stream()
            .mapToDouble(e -> e.statistics().get(0).mean())
            .toArray();
  }

  // The sites are all over the scene, so that their union has pixels in every block.
  private Table sites(Lab lab, MadeArchive archive) throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    List<Sites.Place> places = new ArrayList<>();
    for (int i = 0; i < SITES; i++) {
      double most = SIZE * 10 - FIELD;
      Geometry field =
          GEOMETRIES.toGeometry(square(archive, random.nextDouble(most), random.nextDouble(most)));
      places.add(new Sites.Place("site-" + i, field, "EPSG:32631"));
    }
    return new Contest("Mean NDVI of 1,000 fields at once, 60 dates × 2 COGs", Double.NaN)
        .enter("Chronocube, 1,000 fields", () -> zonal(archive, places))
        .enter("every block decoded once, nothing else", 1 / 3.0, Optional.of(() -> once(archive)))
        .run(lab);
  }

  private static Took zonal(MadeArchive archive, List<Sites.Place> places) throws Exception {
    try (Datacube datacube = archive.open(DatacubeOptions.DEFAULTS.withReadOnly(true))) {
      Cube cube = cube(datacube);
      return Took.of(
          () -> {
            ZonalRequest request =
                new ZonalRequest(
                    cube,
                    Sites.of(cube.grid(), places, datacube.crs(), Progress.NONE),
                    List.of(),
                    null,
                    BandSelection.of(cube, List.of(NDVI)),
                    new ZonalFigures(false, List.of(), 0));
            ZonalTable table =
                new ZonalStatistics(datacube.crs(), ZonalStatistics.MAX_ROWS)
                    .compute(datacube.engine(), request, Progress.NONE);
            return new double[] {table.rows().size()};
          });
    }
  }

  private static Took once(MadeArchive archive) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(DatacubeOptions.DEFAULTS.threads());
    try (Datacube datacube = archive.open(options(4L << 20))) {
      return Took.of(
          () -> {
            List<Future<?>> files = new ArrayList<>();
            for (int date = 0; date < DATES; date++) {
              for (String band : MadeArchive.BANDS) {
                BlockReader reader = datacube.rasters().open(archive.file(date, band).toUri());
                files.add(pool.submit(() -> decode(reader)));
              }
            }
            for (Future<?> file : files) {
              file.get();
            }
            return new double[] {files.size()};
          });
    } finally {
      pool.shutdown();
    }
  }

  private static void decode(BlockReader reader) {
    for (int row = 0; row < SIZE; row += BLOCK) {
      for (int col = 0; col < SIZE; col += BLOCK) {
        reader.read(0, 0, Window.at(row, col, BLOCK, BLOCK));
      }
    }
  }

  private static Cube cube(Datacube datacube) {
    return datacube.catalog().cubes().stream()
        .filter(c -> c.name().equals(MadeArchive.CUBE))
        .findFirst()
        .orElseThrow();
  }

  private static Envelope square(MadeArchive archive, double right, double up) {
    double x = archive.grid().extent().minX() + right;
    double y = archive.grid().extent().minY() + up;
    return new Envelope(x, x + FIELD, y, y + FIELD);
  }

  private static List<String> files(MadeArchive archive, int band) {
    List<String> files = new ArrayList<>();
    for (int date = 0; date < DATES; date++) {
      files.add(archive.file(date, MadeArchive.BANDS.get(band)).toString());
    }
    return files;
  }
}
