// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Several ways to one answer, measured in turns: whatever else the machine does hits all alike. The
 * first contender is ours, the one that all are compared with.
 *
 * <pre>{@code
 * new Contest("Mean NDVI of a field, 60 dates", 1e-6)
 *     .enter("Chronocube", () -> Took.of(() -> series(...)))
 *     .enter("rasterio loop", 5, rasterio.map(p -> () -> p.ask("ndvi", ...)))
 *     .run(lab);
 * }</pre>
 */
public final class Contest {

  private static final int WARM_UP = 3;

  private final String title;
  private final double tolerance;
  private final List<Contender> contenders = new ArrayList<>();

  /** One turn. */
  @FunctionalInterface
  public interface Turn {
    Took take() throws Exception;
  }

  private record Contender(String name, double wanted, Optional<Turn> turn) {}

  /**
   * @param title of the table
   * @param tolerance by which answers may differ, absolute; NaN when they are not compared here
   */
  public Contest(String title, double tolerance) {
    this.title = title;
    this.tolerance = tolerance;
  }

  /** Ours, or a peer of which nothing is asked. */
  public Contest enter(String name, Turn turn) {
    contenders.add(new Contender(name, Double.NaN, Optional.of(turn)));
    return this;
  }

  /**
   * A peer.
   *
   * @param wanted how many times our time it should take at least
   * @param turn empty when it is not installed
   */
  public Contest enter(String name, double wanted, Optional<Turn> turn) {
    contenders.add(new Contender(name, wanted, turn));
    return this;
  }

  /**
   * Warms up, compares answers, then measures.
   *
   * @throws IllegalStateException when answers differ
   */
  public Table run(Lab lab) throws Exception {
    double[] expected = null;
    for (int i = 0; i < WARM_UP; i++) {
      for (Contender contender : contenders) {
        if (contender.turn.isPresent()) {
          double[] answer = contender.turn.get().take().answer();
          expected = expected == null ? answer : expected;
          compare(contender.name, answer, expected);
        }
      }
    }
    Map<String, List<Took>> taken = new LinkedHashMap<>();
    for (int round = 0; round < lab.rounds(); round++) {
      for (Contender contender : contenders) {
        if (contender.turn.isPresent()) {
          taken
              .computeIfAbsent(contender.name, n -> new ArrayList<>())
              .add(contender.turn.get().take());
        }
      }
    }
    return table(taken);
  }

  private void compare(String name, double[] answer, double[] expected) {
    if (Double.isNaN(tolerance)) {
      return;
    }
    if (answer.length != expected.length) {
      throw new IllegalStateException(
          title
              + ": answer of "
              + name
              + " must have "
              + expected.length
              + " numbers, had "
              + answer.length);
    }
    for (int i = 0; i < answer.length; i++) {
      boolean holes = Double.isNaN(answer[i]) && Double.isNaN(expected[i]);
      if (!holes && !(Math.abs(answer[i] - expected[i]) <= tolerance)) {
        throw new IllegalStateException(
            title
                + ": answer "
                + i
                + " of "
                + name
                + " must be "
                + expected[i]
                + ", was "
                + answer[i]);
      }
    }
  }

  private Table table(Map<String, List<Took>> taken) {
    Table table =
        new Table(
            title,
            List.of(
                "", "median ms", "quartiles", "CPU ms", "times ours", "CPU times ours", "wanted"));
    double ours = Double.NaN;
    double oursCpu = Double.NaN;
    for (Contender contender : contenders) {
      List<Took> of = taken.get(contender.name);
      if (of == null) {
        table.row(contender.name, "not installed", "", "", "", "", Table.times(contender.wanted));
        continue;
      }
      double[] wall = sorted(of.stream().mapToDouble(Took::seconds).toArray());
      double[] cpu = sorted(of.stream().mapToDouble(Took::cpuSeconds).toArray());
      ours = Double.isNaN(ours) ? quantile(wall, 0.5) : ours;
      oursCpu = Double.isNaN(oursCpu) ? quantile(cpu, 0.5) : oursCpu;
      table.row(
          contender.name,
          Table.millis(quantile(wall, 0.5)),
          Table.millis(quantile(wall, 0.25)) + "–" + Table.millis(quantile(wall, 0.75)),
          Table.millis(quantile(cpu, 0.5)),
          Table.times(quantile(wall, 0.5) / ours),
          Table.times(quantile(cpu, 0.5) / oursCpu),
          Table.times(contender.wanted));
    }
    return table;
  }

  private static double[] sorted(double[] values) {
    Arrays.sort(values);
    return values;
  }

  /** A quantile of ascending values, between neighbours linearly. */
  static double quantile(double[] ascending, double q) {
    double at = q * (ascending.length - 1);
    int low = (int) Math.floor(at);
    int high = Math.min(low + 1, ascending.length - 1);
    return ascending[low] + (at - low) * (ascending[high] - ascending[low]);
  }
}
