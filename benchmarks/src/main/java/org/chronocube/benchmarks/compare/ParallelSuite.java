// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.chronocube.benchmarks.compare.LoadClient.Answer;
import org.chronocube.benchmarks.compare.MixedRequests.Kind;

/** Many users at once on one server with a heap of 1 GiB. */
final class ParallelSuite implements Suite {

  private static final int CLIENTS = 64;
  private static final int REQUESTS = 25;
  private static final int SIZE = 2048;
  private static final int DATES = 24;

  @Override
  public String name() {
    return "parallel";
  }

  @Override
  public String title() {
    return "64 clients with maps, series and coverages; users who ask too much; clients who leave";
  }

  @Override
  public List<Table> run(Lab lab) throws Exception {
    MadeArchive archive = MadeArchive.of(lab, SIZE, DATES);
    try (OurServer server = OurServer.start(archive.dataDir(), List.of("-Xmx1g"))) {
      MixedRequests requests = new MixedRequests(archive, server.root());
      crowd(lab, requests, 5, 1);
      List<Table> tables = new ArrayList<>();
      tables.add(table(crowd(lab, requests, REQUESTS, 2)));
      tables.add(fairness(requests));
      tables.add(abandoned(lab, server, requests));
      if (!server.isAlive()) {
        throw new IllegalStateException("server must be alive after all this");
      }
      return tables;
    }
  }

  private static Map<Kind, List<Answer>> crowd(Lab lab, MixedRequests requests, int each, long seed)
      throws Exception {
    Map<Kind, List<Answer>> answers = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      answers.put(kind, new ArrayList<>());
    }
    ExecutorService pool = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<?>> clients = new ArrayList<>();
      for (int c = 0; c < CLIENTS; c++) {
        int number = c;
        clients.add(
            pool.submit(
                () -> {
                  SplittableRandom random = new SplittableRandom(seed * 1000 + number);
                  for (int i = 0; i < each; i++) {
                    Kind kind = MixedRequests.kind(random);
                    Answer answer = new LoadClient(number).get(requests.of(kind, random));
                    if (!answer.isGood()) {
                      lab.say("%s: %s", kind, answer.start());
                    }
                    synchronized (answers) {
                      answers.get(kind).add(answer);
                    }
                  }
                  return null;
                }));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } finally {
      pool.shutdownNow();
    }
    return answers;
  }

  private static Table table(Map<Kind, List<Answer>> answers) {
    Table table =
        new Table(
            CLIENTS + " clients at once, one request after the other each, -Xmx1g",
            List.of("", "requests", "errors", "p50 ms", "p95 ms", "p99 ms", "p99 / p50", "wanted"));
    List<Answer> all = new ArrayList<>();
    answers.forEach(
        (kind, of) -> {
          all.addAll(of);
          row(table, kind.name().toLowerCase(java.util.Locale.ROOT), of);
        });
    row(table, "all", all);
    return table;
  }

  private static void row(Table table, String name, List<Answer> answers) {
    double[] seconds = answers.stream().mapToDouble(Answer::seconds).sorted().toArray();
    double p50 = Contest.quantile(seconds, 0.5);
    double p99 = Contest.quantile(seconds, 0.99);
    table.row(
        name,
        String.valueOf(answers.size()),
        String.valueOf(answers.stream().filter(a -> !a.isGood()).count()),
        Table.millis(p50),
        Table.millis(Contest.quantile(seconds, 0.95)),
        Table.millis(p99),
        Table.significant(p99 / p50),
        "no error, < 10");
  }

  // One user asks for maps, alone and then beside another one with 48 coverages at a time.
  private static Table fairness(MixedRequests requests) throws Exception {
    double[] alone = maps(requests, 3);
    ExecutorService greedy = Executors.newFixedThreadPool(48);
    double[] beside;
    try {
      for (int i = 0; i < 48; i++) {
        SplittableRandom random = new SplittableRandom(90_000 + i);
        greedy.submit(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                new LoadClient(200).get(requests.coverage(random, 1024, true));
              }
              return null;
            });
      }
      new LoadClient(201).get(requests.map(new SplittableRandom(4)));
      beside = maps(requests, 5);
    } finally {
      greedy.shutdownNow();
    }
    return new Table(
            "One user's maps while another one has 48 coverages of 1024² under way",
            List.of("", "p50 ms", "p95 ms"))
        .row(
            "alone",
            Table.millis(Contest.quantile(alone, 0.5)),
            Table.millis(Contest.quantile(alone, 0.95)))
        .row(
            "beside the other one",
            Table.millis(Contest.quantile(beside, 0.5)),
            Table.millis(Contest.quantile(beside, 0.95)));
  }

  private static double[] maps(MixedRequests requests, long seed) throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    double[] seconds = new double[40];
    for (int i = 0; i < seconds.length; i++) {
      seconds[i] = new LoadClient(201).get(requests.map(random)).seconds();
    }
    java.util.Arrays.sort(seconds);
    return seconds;
  }

  // What the server computes for clients that go after 20 ms, against what it does when they wait.
  private static Table abandoned(Lab lab, OurServer server, MixedRequests requests)
      throws Exception {
    double waited = cpu(server, requests, false, 7);
    double left = cpu(server, requests, true, 8);
    lab.say("waited %.2f s, left %.2f s", waited, left);
    return new Table(
            "Processor time for 32 series of 1000², with clients that wait and clients that leave",
            List.of("", "CPU s", "share"))
        .row("clients wait", Table.significant(waited), "1")
        .row(
            "clients leave after 20 ms", Table.significant(left), Table.significant(left / waited));
  }

  private static double cpu(OurServer server, MixedRequests requests, boolean leave, long seed)
      throws Exception {
    double before = server.cpu().toMillis() / 1e3;
    SplittableRandom random = new SplittableRandom(seed);
    ExecutorService pool = Executors.newFixedThreadPool(32);
    List<Future<?>> sent = new ArrayList<>();
    for (int i = 0; i < 32; i++) {
      URI uri = requests.series(random, 1000);
      int client = i;
      sent.add(
          pool.submit(
              () -> {
                if (leave) {
                  new LoadClient(client).abandon(uri, 20);
                } else {
                  new LoadClient(client).get(uri);
                }
                return null;
              }));
    }
    for (Future<?> one : sent) {
      one.get();
    }
    pool.shutdown();
    // Whatever still runs ends before this is answered, as it comes last of its user's.
    Thread.sleep(leave ? 3000 : 0);
    return server.cpu().toMillis() / 1e3 - before;
  }
}
