// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chronocube.benchmarks.search.SearchSuite;

/**
 * Runs suites and prints their tables: {@code Compare [--list] [--work FOLDER] [--rounds N]
 * [--python COMMAND] [--out FILE] [--set NAME=VALUE] [SUITE ...]}. Without names all suites run.
 * Ends with 1 when one fails.
 */
public final class Compare {

  private static final int ROUNDS = 11;

  // A suite is entered here, and nowhere else.
  private static final List<Suite> SUITES =
      List.of(
          new DecoderSuite(),
          new SeriesSuite(),
          new CompositesSuite(),
          new MapsSuite(),
          new CoveragesSuite(),
          new StorageSuite(),
          new SearchSuite(),
          new ParallelSuite(),
          new ScaleOutSuite(),
          new MemorySuite());

  private Compare() {}

  public static void main(String... arguments) throws IOException {
    Path home = Path.of(arguments[0]);
    Map<String, String> set = new HashMap<>();
    Map<String, String> settings = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (int i = 1; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--list" -> {
          SUITES.forEach(s -> System.out.printf("%-12s %s%n", s.name(), s.title()));
          return;
        }
        case "--set" -> {
          String[] pair = arguments[++i].split("=", 2);
          set.put(pair[0], pair[1]);
        }
        case "--work", "--rounds", "--python", "--out" ->
            settings.put(arguments[i].substring(2), arguments[++i]);
        default -> names.add(arguments[i]);
      }
    }
    Path work =
        Path.of(settings.getOrDefault("work", home.resolve("benchmarks/target/work").toString()));
    Lab lab =
        new Lab(
            home,
            work.toAbsolutePath(),
            Integer.parseInt(settings.getOrDefault("rounds", String.valueOf(ROUNDS))),
            settings.getOrDefault("python", "python3"),
            set);
    System.exit(run(lab, chosen(names), settings.get("out")) ? 0 : 1);
  }

  private static List<Suite> chosen(List<String> names) {
    List<String> known = SUITES.stream().map(Suite::name).toList();
    if (!known.containsAll(names)) {
      System.err.println("suite must be one of " + known + ", was " + names);
      System.exit(2);
    }
    return SUITES.stream().filter(s -> names.isEmpty() || names.contains(s.name())).toList();
  }

  private static boolean run(Lab lab, List<Suite> suites, String out) throws IOException {
    boolean fine = true;
    tell(out, machine());
    for (Suite suite : suites) {
      System.err.println(suite.name() + ": " + suite.title());
      try {
        for (Table table : suite.run(lab)) {
          tell(out, table.markdown());
        }
      } catch (Exception | AssertionError e) {
        // One suite that fails must not cost the others their results.
        fine = false;
        e.printStackTrace();
        tell(out, "### " + suite.title() + "\n\nfailed: " + e.getMessage() + "\n\n");
      }
    }
    return fine;
  }

  private static String machine() {
    return String.format(
        Locale.ROOT,
        "%s, %d processors, Java %s, heap %d MiB%n%n",
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        Runtime.getRuntime().availableProcessors(),
        System.getProperty("java.version"),
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private static void tell(String out, String text) throws IOException {
    System.out.print(text);
    System.out.flush();
    if (out != null) {
      Files.writeString(Path.of(out), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }
}
