// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.chronocube.grid.Extent;

/** GetMap at random places, dates and zooms, one client and four at a time, in turns. */
final class MapsSuite implements Suite {

  private static final int SIZE = 2048;
  private static final int DATES = 24;
  private static final int REQUESTS = 300;
  private static final int WARM_UP = 4;
  private static final int SIDE = 256;
  private static final int WHITE = 4000;

  /**
   * Levels of gray by which pictures may differ on average: overviews and the edges of holes are
   * not sampled alike. A wrong date or stretch is tens off.
   */
  private static final double ALIKE = 8;

  private record Asked(Extent box, String date) {}

  private record Turn(double[] millis, double perSecond, long bytes) {}

  private record Contender(String name, URI root, boolean ours) {}

  @Override
  public String name() {
    return "maps";
  }

  @Override
  public String title() {
    return "GetMap of 256 x 256 pixels at random places, dates and zooms, beside MapServer";
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    MadeArchive archive = MadeArchive.of(lab, SIZE, DATES);
    Path folder = lab.folder("mapserver");
    String data = archive.folder().resolve("scenes") + "/%date%_B04.tif";
    List<Asked> asked = asked(archive);
    Optional<MapServerPeer> peer = MapServerPeer.start(folder, data, "0," + WHITE);
    try (OurServer server =
        OurServer.start(archive.dataDir(), List.of("-XX:MaxRAMPercentage=50"))) {
      List<Contender> contenders = new ArrayList<>();
      contenders.add(new Contender("Chronocube", server.root(), true));
      peer.ifPresent(p -> contenders.add(new Contender("MapServer", p.root(), false)));
      compare(contenders, asked);
      for (int i = 0; i < WARM_UP; i++) {
        for (Contender contender : contenders) {
          turn(contender, asked, 4);
        }
      }
      return List.of(table(lab, contenders, asked, 1), table(lab, contenders, asked, 4));
    } finally {
      if (peer.isPresent()) {
        peer.get().close();
      }
    }
  }

  private static List<Asked> asked(MadeArchive archive) {
    SplittableRandom random = new SplittableRandom(6);
    Extent whole = archive.grid().extent();
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      double side = Math.min(SIDE * 10 * Math.pow(2, random.nextInt(5) - 1), 10.0 * SIZE);
      double x = whole.minX() + random.nextDouble() * (10.0 * SIZE - side);
      double y = whole.minY() + random.nextDouble() * (10.0 * SIZE - side);
      String date = archive.time(random.nextInt(DATES)).toString().substring(0, 10);
      asked.add(new Asked(new Extent(x, y, x + side, y + side), date));
    }
    return asked;
  }

  private static URI uri(Contender contender, Asked asked) {
    Extent box = asked.box;
    String query =
        String.format(
            Locale.ROOT,
            "service=WMS&version=1.1.1&request=GetMap&srs=EPSG:32631&bbox=%.3f,%.3f,%.3f,%.3f"
                + "&width=%d&height=%d&format=image/png%%3B%%20mode=8bit",
            box.minX(),
            box.minY(),
            box.maxX(),
            box.maxY(),
            SIDE,
            SIDE);
    String own =
        contender.ours
            ? "wms?layers=chronocube:"
                + MadeArchive.CUBE
                + "&styles=reflectance_gray&time="
                + asked.date
            : "?layers=made&styles=&date=" + asked.date;
    return contender.root.resolve(own + "&" + query);
  }

  private static byte[] get(HttpClient client, URI uri) throws IOException, InterruptedException {
    HttpResponse<byte[]> answer =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200 || answer.body().length < 8 || answer.body()[1] != 'P') {
      throw new IOException(uri + " must give a PNG, gave " + new String(answer.body()));
    }
    return answer.body();
  }

  private static void compare(List<Contender> contenders, List<Asked> asked) throws Exception {
    HttpClient client = client();
    for (Asked one : asked.subList(0, 20)) {
      BufferedImage expected = null;
      for (Contender contender : contenders) {
        BufferedImage image =
            ImageIO.read(new ByteArrayInputStream(get(client, uri(contender, one))));
        expected = expected == null ? image : expected;
        double apart = apart(image, expected);
        if (!(apart <= ALIKE)) {
          throw new IllegalStateException(
              contender.name + " must draw " + one + " alike, was " + apart + " levels off");
        }
      }
    }
  }

  private static double apart(BufferedImage a, BufferedImage b) {
    long sum = 0;
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        sum += Math.abs((a.getRGB(x, y) & 255) - (b.getRGB(x, y) & 255));
      }
    }
    return (double) sum / (SIDE * SIDE);
  }

  private static HttpClient client() {
    return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  private static Turn turn(Contender contender, List<Asked> asked, int clients) throws Exception {
    AtomicInteger next = new AtomicInteger();
    double[] millis = new double[asked.size()];
    int[] bytes = new int[asked.size()];
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    HttpClient client = client();
    long start = System.nanoTime();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int c = 0; c < clients; c++) {
        running.add(
            pool.submit(
                () -> {
                  for (int i = next.getAndIncrement();
                      i < millis.length;
                      i = next.getAndIncrement()) {
                    long before = System.nanoTime();
                    bytes[i] = get(client, uri(contender, asked.get(i))).length;
                    millis[i] = (System.nanoTime() - before) / 1e6;
                  }
                  return null;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      pool.shutdownNow();
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    Arrays.sort(millis);
    return new Turn(millis, millis.length / seconds, Arrays.stream(bytes).sum() / bytes.length);
  }

  private static Table table(Lab lab, List<Contender> contenders, List<Asked> asked, int clients)
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
            "Maps of 256 x 256 pixels, clients at a time: " + clients,
            List.of("", "p50 ms", "p95 ms", "requests/s", "quartiles", "bytes"));
    for (int c = 0; c < contenders.size(); c++) {
      List<Turn> of = turns.get(c);
      double[] rate = of.stream().mapToDouble(Turn::perSecond).sorted().toArray();
      table.row(
          contenders.get(c).name,
          text(middle(of, 0.5)),
          text(middle(of, 0.95)),
          text(Contest.quantile(rate, 0.5)),
          text(Contest.quantile(rate, 0.25)) + "–" + text(Contest.quantile(rate, 0.75)),
          String.valueOf(of.get(0).bytes));
    }
    if (contenders.size() == 1) {
      table.row("MapServer", "not installed", "", "", "", "");
    }
    return table.note(
        "Wanted: p50 of one client no more than MapServer's, 1.5 times its rate with four.");
  }

  // The median over the turns of a quantile over their requests.
  private static double middle(List<Turn> turns, double q) {
    double[] of = turns.stream().mapToDouble(t -> Contest.quantile(t.millis, q)).sorted().toArray();
    return Contest.quantile(of, 0.5);
  }

  private static String text(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
