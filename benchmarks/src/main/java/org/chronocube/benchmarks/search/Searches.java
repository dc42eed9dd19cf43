// SPDX-License-Identifier: Apache-2.0
package org.chronocube.benchmarks.search;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.chronocube.benchmarks.compare.Table;
import org.chronocube.benchmarks.search.Contender.Answer;
import org.chronocube.benchmarks.search.SyntheticTiles.Tile;
import org.chronocube.time.TimeInterval;

/**
 * Questions about areas of several sizes, asked in turns of all contenders, whose answers must be
 * the same.
 *
 * @param span what all of them have
 * @param areas of each size
 * @param passes how often all areas are gone through; the one with the least median counts
 */
record Searches(
    List<? extends Contender> contenders,
    List<Tile> tiles,
    TimeInterval span,
    int areas,
    int passes) {

  private static final int WARM_UP = 15;
  private static final int PAGE = 100;
  private static final Duration MONTH = Duration.ofDays(30);

  /** What is asked of an area. */
  private interface Question {
    Answer ask(Contender of, Area area) throws SQLException;
  }

  /**
   * A table of p50 and p95.
   *
   * @param base number of the contender that the one after it is compared with; −1 for none
   */
  Table table(String title, int base) throws SQLException {
    List<String> columns = new ArrayList<>(List.of("area, question", "answers", "wanted"));
    contenders.forEach(c -> columns.add(c.name() + ": p50 (p95) ms"));
    if (base >= 0) {
      columns.add("growth of p50");
    }
    Table table = new Table(title, columns);
    for (int km : new int[] {30, 100, 300, 1000}) {
      String size = km + " km: ";
      row(table, base, km, size + "month, cloud < 20, newest 100", 20, this::month);
      row(table, base, km, size + "cloud < 20, newest 100", 20, this::newest);
      row(table, base, km, size + "first and last time", 50, this::bounds);
      row(table, base, km, size + "distinct dates", 50, this::days);
    }
    return table;
  }

  private void row(Table table, int base, int km, String what, double wanted, Question question)
      throws SQLException {
    List<Area> some = Area.some(tiles, areas + WARM_UP, km);
    for (Area area : some.subList(areas, some.size())) {
      for (Contender contender : contenders) {
        question.ask(contender, area);
      }
    }
    double[][] best = new double[contenders.size()][];
    long answers = 0;
    for (int pass = 0; pass < passes; pass++) {
      double[][] times = new double[contenders.size()][areas];
      answers = pass(what, some, question, times);
      for (int c = 0; c < best.length; c++) {
        Arrays.sort(times[c]);
        if (best[c] == null || median(times[c]) < median(best[c])) {
          best[c] = times[c];
        }
      }
    }
    List<String> cells =
        new ArrayList<>(
            List.of(what, Table.significant((double) answers / areas), Table.significant(wanted)));
    for (double[] times : best) {
      double most = times[areas * 95 / 100];
      cells.add(
          String.format(Locale.ROOT, "%s (%s)", Table.millis(median(times)), Table.millis(most)));
    }
    if (base >= 0) {
      cells.add(Table.times(median(best[base + 1]) / median(best[base])));
    }
    table.row(cells.toArray(String[]::new));
  }

  private static double median(double[] sorted) {
    return sorted[sorted.length / 2];
  }

  /** Takes times in seconds and tells how much was answered in all. */
  private long pass(String what, List<Area> some, Question question, double[][] times)
      throws SQLException {
    long answers = 0;
    for (int i = 0; i < areas; i++) {
      Area area = some.get(i);
      Answer expected = null;
      for (int c = 0; c < times.length; c++) {
        long start = System.nanoTime();
        Answer answer = question.ask(contenders.get(c), area);
        times[c][i] = (System.nanoTime() - start) / 1e9;
        if (expected == null) {
          expected = answer;
          answers += answer.count();
        } else if (!answer.equals(expected)) {
          throw new IllegalStateException(
              contenders.get(c).name()
                  + (": " + what + " of " + area.polygon())
                  + (" must be " + expected + ", was " + answer));
        }
      }
    }
    return answers;
  }

  private TimeInterval month(Area area) {
    long days = Duration.between(span.start(), span.end()).minus(MONTH).toDays();
    Instant start = span.start().plus(Duration.ofDays((long) (area.chance() * days)));
    return new TimeInterval(start, start.plus(MONTH));
  }

  private Answer month(Contender of, Area area) throws SQLException {
    return of.newest(area.polygon(), month(area), PAGE);
  }

  private Answer newest(Contender of, Area area) throws SQLException {
    return of.newest(area.polygon(), span, PAGE);
  }

  private Answer bounds(Contender of, Area area) throws SQLException {
    return of.bounds(area.polygon(), span);
  }

  private Answer days(Contender of, Area area) throws SQLException {
    return of.days(area.polygon(), span);
  }
}
