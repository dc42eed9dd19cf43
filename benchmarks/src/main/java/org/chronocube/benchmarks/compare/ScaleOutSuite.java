// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.chronocube.benchmarks.compare.LoadClient.Answer;
import org.chronocube.benchmarks.compare.MixedRequests.Kind;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.Datacubes;

/**
 * One server process against two on one PostgreSQL and one bucket, each with the same share of a
 * processor.
 *
 * <p>Options: {@code scaleout.postgresql} (JDBC URL of an empty database), {@code scaleout.percent}
 * (of one processor for a server, 30), {@code scaleout.seconds} (of one turn, 15).
 */
final class ScaleOutSuite implements Suite {

  private static final int SIZE = 2048;
  private static final int DATES = 24;
  private static final int CLIENTS = 8;
  private static final int WARM_UP = 1000;

  @Override
  public String name() {
    return "scaleout";
  }

  @Override
  public String title() {
    return "one and two server processes on one PostgreSQL and one bucket";
  }

  /** What some servers together have answered. */
  private record Turn(double seconds, List<Answer> answers) {

    double rate() {
      return answers.size() / seconds;
    }

    long errors() {
      return answers.stream().filter(a -> !a.isGood()).count();
    }
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    String database = lab.options().get("scaleout.postgresql");
    if (database == null) {
      return List.of(
          new Table("Servers that share an index and a bucket", List.of("left out"))
              .row("--set scaleout.postgresql=JDBC_URL tells where a PostgreSQL is"));
    }
    MadeArchive archive = MadeArchive.of(lab, SIZE, DATES);
    try (FolderBucket bucket = FolderBucket.start(archive.folder().resolve("scenes"))) {
      Path dataDir = publish(lab, archive, bucket, database);
      List<String> java = List.of("-Xmx512m", "-XX:ActiveProcessorCount=1");
      String[] arguments = {"--index", database, "--read-only"};
      try (OurServer one = OurServer.start(dataDir, java, arguments);
          OurServer two = OurServer.start(dataDir, java, arguments)) {
        return List.of(measure(lab, archive, bucket, one, two));
      }
    }
  }

  // The data directory of the archive, but for where its index and its files are.
  private static Path publish(Lab lab, MadeArchive archive, FolderBucket bucket, String database)
      throws IOException {
    Path dataDir = lab.folder("scaleout-data-dir");
    try (Stream<Path> files = Files.walk(archive.dataDir())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = dataDir.resolve(archive.dataDir().relativize(file));
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path catalog = dataDir.resolve("chronocube/catalog.yaml");
    Files.writeString(
        catalog,
        Files.readString(catalog)
            .replace("location: ../../scenes", "location: s3://" + FolderBucket.NAME)
            .replaceFirst(
                "\nproducts:",
                "\nstorage:\n  - {bucket: %s, endpoint: \"%s\", region: none, credentials: anonymous}\nproducts:"
                    .formatted(FolderBucket.NAME, bucket.endpoint())));
    DatacubeOptions options = DatacubeOptions.DEFAULTS.withIndex(database);
    try (Datacube datacube = Datacubes.open(catalog, options)) {
      archive.insert(
          datacube.index(),
          file -> URI.create("s3://" + FolderBucket.NAME + "/" + file.getFileName()));
    }
    return dataDir;
  }

  private static Table measure(
      Lab lab, MadeArchive archive, FolderBucket bucket, OurServer one, OurServer two)
      throws Exception {
    List<URI> roots = List.of(one.root(), two.root());
    compareAnswers(archive, roots);
    for (URI root : roots) {
      ask(archive, List.of(root), 1, Integer.MAX_VALUE, WARM_UP);
    }
    long percent = lab.number("scaleout.percent", 30);
    double seconds = lab.number("scaleout.seconds", 15);
    List<CpuBudget> budgets = new ArrayList<>();
    for (OurServer server : List.of(one, two)) {
      CpuBudget.of(server.processId(), percent).ifPresent(budgets::add);
    }
    List<Turn> alone = new ArrayList<>();
    List<Turn> both = new ArrayList<>();
    long requests = bucket.requests();
    for (int round = 0; round < lab.rounds(); round++) {
      // Whoever comes later finds code that is compiled better: so the order changes.
      boolean aloneFirst = round % 2 == 0;
      List<URI> single = roots.subList(round / 2 % 2, round / 2 % 2 + 1);
      Turn first = ask(archive, aloneFirst ? single : roots, round, seconds, 0);
      Turn second = ask(archive, aloneFirst ? roots : single, round, seconds, 0);
      alone.add(aloneFirst ? first : second);
      both.add(aloneFirst ? second : first);
      lab.say("%.1f and %.1f requests/s", alone.get(round).rate(), both.get(round).rate());
    }
    requests = bucket.requests() - requests;
    one.close();
    two.close();
    for (CpuBudget budget : budgets) {
      budget.close();
    }
    return table(alone, both, budgets.isEmpty() ? 100 : percent, !budgets.isEmpty())
        .note(
            "%d requests to the bucket, %.2f for each answer"
                .formatted(
                    requests,
                    (double) requests
                        / Stream.concat(alone.stream(), both.stream())
                            .mapToLong(t -> t.answers().size())
                            .sum()));
  }

  private static Table table(List<Turn> alone, List<Turn> both, long percent, boolean limited) {
    Table table =
        new Table(
            "Maps, series and coverages of "
                + CLIENTS
                + " clients for each server"
                + (limited ? ", each server " + percent + " % of a processor" : ""),
            List.of("", "requests/s", "p50 ms", "errors", "times one server", "wanted"));
    double base = row(table, "one server", alone, 1, "");
    row(table, "two servers", both, base, "2");
    if (!limited) {
      table.note("control groups cannot be made here: servers and clients share the processors");
    }
    return table;
  }

  private static double row(
      Table table, String name, List<Turn> turns, double base, String wanted) {
    double[] rates = turns.stream().mapToDouble(Turn::rate).sorted().toArray();
    double[] times =
        turns.stream()
            .flatMap(t -> t.answers().stream())
            .mapToDouble(Answer::seconds)
            .sorted()
            .toArray();
    double rate = Contest.quantile(rates, 0.5);
    table.row(
        name,
        Table.significant(rate),
        Table.millis(Contest.quantile(times, 0.5)),
        String.valueOf(turns.stream().mapToLong(Turn::errors).sum()),
        wanted.isEmpty() ? "1" : Table.significant(rate / base),
        wanted);
    return rate;
  }

  // Both give the same bytes.
  private static void compareAnswers(MadeArchive archive, List<URI> roots) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    for (Kind kind : Kind.values()) {
      for (long seed = 0; seed < 4; seed++) {
        List<byte[]> answers = new ArrayList<>();
        for (URI root : roots) {
          URI uri = new MixedRequests(archive, root).of(kind, new SplittableRandom(seed));
          answers.add(
              client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray()).body());
        }
        if (!Arrays.equals(answers.get(0), answers.get(1))) {
          throw new IllegalStateException(
              "answers of two servers must be equal, differ: " + kind + " " + seed);
        }
      }
    }
  }

  // Clients that ask one server each, in turns over the servers: for a time, or so many requests.
  private static Turn ask(
      MadeArchive archive, List<URI> roots, long seed, double seconds, int atMost)
      throws Exception {
    int clients = CLIENTS * roots.size();
    ExecutorService pool = Executors.newFixedThreadPool(clients);
    long start = System.nanoTime();
    List<Future<List<Answer>>> asked = new ArrayList<>();
    for (int c = 0; c < clients; c++) {
      int number = c;
      MixedRequests requests = new MixedRequests(archive, roots.get(c % roots.size()));
      asked.add(
          pool.submit(
              () -> {
                SplittableRandom random = new SplittableRandom(seed * 1000 + number);
                List<Answer> answers = new ArrayList<>();
                while ((System.nanoTime() - start) / 1e9 < seconds
                    && (atMost == 0 || answers.size() < atMost / clients)) {
                  URI uri = requests.of(MixedRequests.kind(random), random);
                  answers.add(new LoadClient(number).get(uri));
                }
                return answers;
              }));
    }
    List<Answer> all = new ArrayList<>();
    for (Future<List<Answer>> one : asked) {
      all.addAll(one.get());
    }
    pool.shutdown();
    return new Turn((System.nanoTime() - start) / 1e9, all);
  }
}
