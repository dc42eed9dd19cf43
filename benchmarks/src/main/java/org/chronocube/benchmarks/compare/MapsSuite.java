// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.chronocube.benchmarks.compare.MapRequests.Asked;
import org.chronocube.grid.Extent;

/**
 * GetMap and tiles at random places, dates and zooms, in the files' CRS and in the web's, one
 * client and four at a time, in turns; a mosaic of 20 scenes, the first thing asked and later.
 */
final class MapsSuite implements Suite {

  private static final int SIZE = 2048;
  private static final int DATES = 24;
  private static final int OVERLAPPING = 20;
  private static final int REQUESTS = 300;
  private static final int WARM_UP = 6;
  private static final List<String> JAVA = List.of("-XX:MaxRAMPercentage=50");

  /**
   * Levels of gray by which pictures may differ on average: overviews and the edges of holes are
   * not sampled alike. A wrong date or stretch is tens off.
   */
  private static final double ALIKE = 8;

  private record Turn(double[] millis, double perSecond, double cpuMillis, long bytes) {}

  private record Contender(
      String name, URI root, List<Long> processes, Function<Asked, URI> request) {}

  @Override
  public String name() {
    return "maps";
  }

  @Override
  public String title() {
    return "maps and tiles of 256 x 256 pixels at random places, dates and zooms, beside MapServer";
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    MadeArchive archive = MadeArchive.of(lab, SIZE, DATES);
    Optional<MapServerPeer> peer =
        MapServerPeer.start(
            lab.folder("mapserver"),
            new MapServerPeer.Shown(
                archive.folder().resolve("scenes") + "/%date%_B04.tif",
                "0,4000",
                archive.file(0, "B04")),
            2);
    List<Table> tables = new ArrayList<>();
    try (OurServer server = OurServer.start(archive.dataDir(), JAVA)) {
      URI root = server.root();
      List<Long> own = List.of(server.processId());
      List<Contender> maps =
          new ArrayList<>(List.of(new Contender("Chronocube", root, own, a -> a.ours(root))));
      if (peer.isPresent()) {
        URI other = peer.get().root();
        maps.add(
            new Contender("MapServer", other, peer.get().processIds(), a -> a.mapServer(other)));
      }
      List<Contender> tiles = new ArrayList<>(maps);
      tiles.add(new Contender("Chronocube, tiles, WMTS KVP", root, own, a -> a.tile(root)));
      tiles.add(new Contender("Chronocube, tiles, WMTS REST", root, own, a -> a.restTile(root)));
      tables.addAll(tables(lab, "EPSG:32631", maps, MapRequests.aligned(archive, REQUESTS)));
      tables.addAll(
          tables(lab, "the web's tiles, EPSG:3857", tiles, MapRequests.tiles(archive, REQUESTS)));
    } finally {
      if (peer.isPresent()) {
        peer.get().close();
      }
    }
    tables.add(mosaic(lab, archive));
    return tables;
  }

  private static List<Table> tables(
      Lab lab, String what, List<Contender> contenders, List<Asked> asked) throws Exception {
    compare(contenders, asked);
    for (int i = 0; i < WARM_UP; i++) {
      for (Contender contender : contenders) {
        turn(contender, asked, 4);
      }
    }
    return List.of(
        table(lab, what, contenders, asked, 1)
            .note("Wanted: p50 no more than MapServer's. Tiles are kept once they are drawn."),
        table(lab, what, contenders, asked, 4).note("Wanted: 1.5 times MapServer's rate."));
  }

  private static byte[] get(KeptClient client, URI uri) throws IOException {
    byte[] body = client.get(uri);
    if (body.length < 8 || body[1] != 'P') {
      throw new IOException(uri + " must give a PNG, gave " + new String(body));
    }
    return body;
  }

  private static BufferedImage image(Contender contender, Asked asked) throws IOException {
    try (KeptClient client = new KeptClient(contender.root)) {
      return ImageIO.read(new ByteArrayInputStream(get(client, contender.request.apply(asked))));
    }
  }

  private static void compare(List<Contender> contenders, List<Asked> asked) throws IOException {
    for (Asked one : asked.subList(0, 20)) {
      BufferedImage expected = image(contenders.get(0), one);
      for (Contender contender : contenders) {
        double apart = apart(image(contender, one), expected);
        if (!(apart <= ALIKE)) {
          throw new IllegalStateException(
              contender.name + " must draw " + one + " alike, was " + apart + " levels off");
        }
      }
    }
  }

  // On black: whether what is transparent is alike shows as well.
  private static double apart(BufferedImage a, BufferedImage b) {
    long sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        sum += Math.abs(gray(a.getRGB(x, y)) - gray(b.getRGB(x, y)));
      }
    }
    return (double) sum / (a.getHeight() * a.getWidth());
  }

  private static int gray(int argb) {
    return argb >>> 24 == 0 ? 0 : argb & 255;
  }

  private static Turn turn(Contender contender, List<Asked> asked, int clients) throws Exception {
    AtomicInteger next = new AtomicInteger();
    double[] millis = new double[asked.size()];
    int[] bytes = new int[asked.size()];
    Callable<Void> asking =
        () -> {
          try (KeptClient client = new KeptClient(contender.root)) {
            for (int i = next.getAndIncrement(); i < millis.length; i = next.getAndIncrement()) {
              URI uri = contender.request.apply(asked.get(i));
              long before = System.nanoTime();
              bytes[i] = get(client, uri).length;
              millis[i] = (System.nanoTime() - before) / 1e6;
            }
          }
          return null;
        };
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    long cpu = ProcessorTime.nanos(contender.processes);
    long start = System.nanoTime();
    try {
      for (Future<Void> one : pool.invokeAll(java.util.Collections.nCopies(clients, asking))) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double used = (ProcessorTime.nanos(contender.processes) - cpu) / 1e6;
    Arrays.sort(millis);
    return new Turn(
        millis,
        millis.length / seconds,
        used / millis.length,
        Arrays.stream(bytes).asLongStream().sum() / bytes.length);
  }

  private static Table table(
      Lab lab, String what, List<Contender> contenders, List<Asked> asked, int clients)
      throws Exception {
    List<List<Turn>> turns = new ArrayList<>();
    contenders.forEach(c -> turns.add(new ArrayList<>()));
    for (int round = 0; round < lab.rounds(); round++) {
      for (int c = 0; c < contenders.size(); c++) {
        turns.get(c).add(turn(contenders.get(c), asked, clients));
      }
    }
    Table table =
        new Table(
            "Maps of 256 x 256 pixels, " + what + ", clients at a time: " + clients,
            List.of("", "p50 ms", "p95 ms", "requests/s", "quartiles", "CPU ms", "bytes"));
    for (int c = 0; c < contenders.size(); c++) {
      List<Turn> of = turns.get(c);
      double[] rate = of.stream().mapToDouble(Turn::perSecond).sorted().toArray();
      double[] cpu = of.stream().mapToDouble(Turn::cpuMillis).sorted().toArray();
      table.row(
          contenders.get(c).name,
          text(middle(of, 0.5)),
          text(middle(of, 0.95)),
          text(Contest.quantile(rate, 0.5)),
          text(Contest.quantile(rate, 0.25)) + "–" + text(Contest.quantile(rate, 0.75)),
          String.format(Locale.ROOT, "%.2f", Contest.quantile(cpu, 0.5)),
          String.valueOf(of.get(0).bytes));
    }
    if (contenders.stream().noneMatch(c -> c.name.equals("MapServer"))) {
      table.row("MapServer", "not installed", "", "", "", "", "");
    }
    return table;
  }

  // The median over the turns of a quantile over their requests.
  private static double middle(List<Turn> turns, double q) {
    double[] of = turns.stream().mapToDouble(t -> Contest.quantile(t.millis, q)).sorted().toArray();
    return Contest.quantile(of, 0.5);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private static Table mosaic(Lab lab, MadeArchive archive) throws Exception {
    String times = archive.time(0).toString() + "/" + archive.time(OVERLAPPING - 1).toString();
    Extent box = archive.grid().extent();
    List<Double> first = new ArrayList<>();
    List<Double> later = new ArrayList<>();
    for (int round = 0; round < Math.min(lab.rounds(), 5); round++) {
      try (OurServer server = OurServer.start(archive.dataDir(), JAVA);
          KeptClient client = new KeptClient(server.root())) {
        URI uri = new Asked(box, archive.grid().crs(), times, 0, 0, 0).ours(server.root());
        first.add(seconds(client, uri));
        for (int i = 0; i < 10; i++) {
          later.add(seconds(client, uri));
        }
      }
    }
    double[] cold = first.stream().mapToDouble(d -> d).sorted().toArray();
    double[] warm = later.stream().mapToDouble(d -> d).sorted().toArray();
    return new Table(
            "A map of " + OVERLAPPING + " overlapping scenes at 80 m a pixel",
            List.of("", "median ms", "quartiles"))
        .row("the first thing asked of a new server", middle(cold), quartiles(cold))
        .row("the ten that follow", middle(warm), quartiles(warm))
        .note("Wanted: under 300 ms.");
  }

  private static double seconds(KeptClient client, URI uri) throws IOException {
    long start = System.nanoTime();
    get(client, uri);
    return (System.nanoTime() - start) / 1e9;
  }

  private static String middle(double[] seconds) {
    return Table.millis(Contest.quantile(seconds, 0.5));
  }

  private static String quartiles(double[] seconds) {
    return Table.millis(Contest.quantile(seconds, 0.25))
        + "–"
        + Table.millis(Contest.quantile(seconds, 0.75));
  }
}
