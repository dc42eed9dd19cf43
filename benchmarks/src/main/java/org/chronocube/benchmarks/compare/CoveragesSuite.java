// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.chronocube.grid.Extent;
import org.chronocube.grid.Window;
import org.chronocube.io.BlockCache;
import org.chronocube.io.BlockReader;
import org.chronocube.io.BlockReaders;
import org.chronocube.io.range.FileByteSources;
import org.chronocube.io.tiff.TiffFormat;
import org.chronocube.raster.RasterBlock;

/** Windows and whole bands by GetCoverage, as GeoTIFF over HTTP. */
final class CoveragesSuite implements Suite {

  private static final int SIZE = 2048;
  private static final int DATES = 24;
  private static final int WHOLE = 10980;
  private static final int WARM_UP = 200;

  /** Not along blocks. */
  private static final Window WINDOW = Window.at(517, 300, 1024, 1024);

  private final HttpClient client = HttpClient.newHttpClient();

  /** One way to store the window, as each tool names it; null where a tool cannot. */
  private record Storage(String title, String ours, String mapServer, List<String> gdal) {}

  private static final List<Storage> STORAGES =
      List.of(
          new Storage("uncompressed", "compression=None", "image/tiff", List.of("TILED=YES")),
          new Storage(
              "deflate",
              "compression=Deflate&predictor=None",
              null,
              List.of("TILED=YES", "COMPRESS=DEFLATE")),
          new Storage(
              "deflate, predictor 2",
              "compression=Deflate&predictor=Horizontal",
              "image/tiff;%20deflate",
              List.of("TILED=YES", "COMPRESS=DEFLATE", "PREDICTOR=2")),
          new Storage(
              "LZW, predictor 2",
              "compression=LZW&predictor=Horizontal",
              null,
              List.of("TILED=YES", "COMPRESS=LZW", "PREDICTOR=2")));

  @Override
  public String name() {
    return "wcs";
  }

  @Override
  public String title() {
    return "windows and whole bands as GeoTIFF by GetCoverage";
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    List<Table> tables = new ArrayList<>(windows(lab));
    tables.add(whole(lab, lab.number("wcs.size", WHOLE)));
    return tables;
  }

  private List<Table> windows(Lab lab) throws Exception {
    MadeArchive archive = MadeArchive.of(lab, SIZE, DATES);
    Path source = archive.file(DATES - 1, "B04");
    Path folder = lab.folder("wcs");
    Optional<Peer> gdal = lab.peer("translate.py");
    MapServerPeer.Shown shown = new MapServerPeer.Shown(source.toString(), "0,4000", source);
    Optional<MapServerPeer> map = MapServerPeer.start(folder, shown, 1);
    List<Table> tables = new ArrayList<>();
    try (OurServer server = OurServer.start(archive.dataDir(), List.of("-Xmx512m"))) {
      for (Storage storage : STORAGES) {
        URI ours = URI.create(ours(server, archive) + "&" + storage.ours);
        for (int i = 0; i < WARM_UP; i++) {
          get(ours);
        }
        Contest contest =
            new Contest("GetCoverage of 1024² pixels, uint16, " + storage.title, 0)
                .enter("Chronocube", () -> took(ours, List.of(server.processId()), folder));
        if (storage.mapServer != null) {
          contest.enter(
              "MapServer",
              1,
              map.map(m -> () -> took(mapServer(m, archive, storage), m.processIds(), folder)));
        }
        contest.enter(
            "gdal_translate",
            Double.NaN,
            gdal.map(g -> () -> translated(g, source, storage, folder)));
        tables.add(
            contest
                .run(lab)
                .note(
                    "Wanted of gdal_translate, a command whose start counts: our CPU time at most"
                        + " 1.2 times its own."));
      }
    } finally {
      gdal.ifPresent(Peer::close);
      if (map.isPresent()) {
        map.get().close();
      }
    }
    return tables;
  }

  private static String ours(OurServer server, MadeArchive archive) {
    Extent extent = archive.grid().crop(WINDOW).extent();
    return whole(server)
        + "&subset=E("
        + extent.minX()
        + ","
        + extent.maxX()
        + ")&subset=N("
        + extent.minY()
        + ","
        + extent.maxY()
        + ")";
  }

  private static String whole(OurServer server) {
    return server.root()
        + "wcs?service=WCS&version=2.0.1&request=GetCoverage&coverageId=chronocube__"
        + MadeArchive.CUBE
        + "&rangesubset=B04";
  }

  private static URI mapServer(MapServerPeer server, MadeArchive archive, Storage storage) {
    Extent extent = archive.grid().crop(WINDOW).extent();
    return URI.create(
        server.root()
            + "?service=WCS&version=2.0.1&request=GetCoverage&coverageId=whole&subset=x("
            + extent.minX()
            + ","
            + extent.maxX()
            + ")&subset=y("
            + extent.minY()
            + ","
            + extent.maxY()
            + ")&format="
            + storage.mapServer);
  }

  private byte[] get(URI uri) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    byte[] body = response.body();
    if (response.statusCode() != 200 || body.length < 2 || body[0] != body[1]) {
      throw new IOException(uri + " must give a TIFF, gave " + new String(body));
    }
    return body;
  }

  private Took took(URI uri, List<Long> processes, Path folder) throws Exception {
    long cpu = ProcessorTime.nanos(processes);
    long start = System.nanoTime();
    byte[] body = get(uri);
    long end = System.nanoTime();
    long used = ProcessorTime.nanos(processes) - cpu;
    Path file = Files.write(Files.createTempFile(folder, "answer", ".tif"), body);
    return new Took((end - start) / 1e9, used / 1e9, pixels(file));
  }

  private static Took translated(Peer gdal, Path source, Storage storage, Path folder)
      throws IOException {
    Path target = Files.createTempFile(folder, "answer", ".tif");
    Took took =
        gdal.ask(
            "window",
            Map.of(
                "source",
                source.toString(),
                "target",
                target.toString(),
                "window",
                List.of(WINDOW.colStart(), WINDOW.rowStart(), WINDOW.width(), WINDOW.height()),
                "options",
                storage.gdal));
    return new Took(took.seconds(), took.cpuSeconds(), pixels(target));
  }

  /** Every sample, nodata as it is stored; deletes the file. */
  private static double[] pixels(Path file) throws IOException {
    BlockReaders readers =
        new BlockReaders(
            Map.of("file", FileByteSources.anywhere()),
            List.of(new TiffFormat(new BlockCache(16L << 20))));
    BlockReader reader = readers.open(file.toUri());
    RasterBlock block = reader.read(0, 0, reader.info().shape().window());
    Files.delete(file);
    double[] samples = new double[block.samples().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = block.samples()[i];
    }
    return samples;
  }

  private Table whole(Lab lab, long size) throws Exception {
    MadeArchive archive = MadeArchive.of(lab, Math.toIntExact(size), 1);
    Table table =
        new Table(
            "GetCoverage of " + size + "² pixels, uint16, server with -Xmx256m",
            List.of("", "first byte ms", "all s", "MiB", "process at most MiB"));
    try (OurServer server = OurServer.start(archive.dataDir(), List.of("-Xmx256m"))) {
      // Reads a window first: classes are loaded when they are first used.
      get(URI.create(ours(server, archive)));
      for (String query :
          List.of(
              "",
              "&format=application/x-netcdf",
              "&compression=Deflate&predictor=Horizontal",
              "&format=image/tiff;application=geotiff;profile=cog")) {
        table.row(whole(server, query, URI.create(whole(server) + query)));
      }
    }
    return table.note(
        "Wanted: the first byte within 500 ms where nothing is asked. Compressed files begin when all"
            + " is read: their directories, which come first, say where each block lies.");
  }

  private String[] whole(OurServer server, String query, URI uri) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofMinutes(5)).build();
    long start = System.nanoTime();
    HttpResponse<InputStream> response =
        client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    double first;
    long bytes;
    try (InputStream in = response.body()) {
      in.readNBytes(1);
      first = (System.nanoTime() - start) / 1e9;
      bytes = 1 + in.transferTo(java.io.OutputStream.nullOutputStream());
    }
    if (response.statusCode() != 200) {
      throw new IOException(uri + " must give 200, gave " + response.statusCode());
    }
    double all = (System.nanoTime() - start) / 1e9;
    return new String[] {
      query.isEmpty() ? "as it comes" : query.substring(1),
      Table.millis(first),
      Table.significant(all),
      Table.significant(bytes / 1048576.0),
      Table.significant(ProcessorTime.peakBytes(server.processId()) / 1048576.0)
    };
  }
}
