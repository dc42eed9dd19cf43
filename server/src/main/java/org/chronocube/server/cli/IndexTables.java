// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.chronocube.product.IndexReport;

/** What indexing did, for people. */
final class IndexTables {

  private IndexTables() {}

  static void printSummary(List<IndexReport> reports, PrintWriter out) {
    TextTable table =
        new TextTable(
            List.of(
                "product",
                "found",
                "new",
                "changed",
                "unchanged",
                "superseded",
                "gone",
                "skipped"));
    for (IndexReport report : reports) {
      String name = report.product().isEmpty() ? "(none)" : report.product();
      table.add(row(name, List.of(report)));
    }
    if (reports.size() > 1) {
      table.add(row("all", reports));
    }
    table.print(out);
  }

  private static List<String> row(String name, List<IndexReport> reports) {
    return Stream.concat(
            Stream.of(name),
            Arrays.stream(
                    new int[] {
                      sum(reports, IndexReport::found),
                      sum(reports, IndexReport::inserted),
                      sum(reports, IndexReport::updated),
                      sum(reports, IndexReport::unchanged),
                      sum(reports, r -> r.superseded().size()),
                      sum(reports, r -> r.gone().size()),
                      sum(reports, r -> r.skipped().size())
                    })
                .mapToObj(String::valueOf))
        .toList();
  }

  private static int sum(List<IndexReport> reports, ToIntFunction<IndexReport> count) {
    return reports.stream().mapToInt(count).sum();
  }

  static void printDetails(List<IndexReport> reports, PrintWriter err) {
    for (IndexReport report : reports) {
      report.superseded().forEach((old, by) -> err.println("superseded " + old + " by " + by));
      report
          .duplicates()
          .forEach((file, of) -> err.println("left out " + file + ": same as " + of));
      report.gone().forEach(uri -> err.println("gone " + uri));
      if (report.deleted() > 0) {
        err.println("deleted " + report.deleted() + " scenes of what is gone");
      } else if (!report.gone().isEmpty()) {
        err.println("scenes of what is gone stay in the index; --prune deletes them");
      }
      report.skipped().forEach(s -> err.println("skipped " + s.path() + ": " + s.reason()));
    }
  }
}
