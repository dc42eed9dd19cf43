// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.LiveDatacube;
import org.chronocube.product.ArchiveWatch;
import org.chronocube.product.DirectoryEvents;
import org.chronocube.product.IndexOptions;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.IndexReport;
import org.chronocube.product.ProductParsers;

/**
 * Follows the archives of a data directory until it is told to stop.
 *
 * @param intervalSeconds between two looks, ≥ 1
 * @param settleSeconds how long new files must stay the same, ≥ 1
 */
record Watching(DataOptions data, IndexOptions options, int intervalSeconds, int settleSeconds) {

  static final int INTERVAL_SECONDS = 60;
  static final int SETTLE_SECONDS = 10;

  Watching {
    if (intervalSeconds < 1) {
      throw new InvalidParameterException(
          "--interval", "--interval must be >= 1 s, was " + intervalSeconds);
    }
    if (settleSeconds < 1) {
      throw new InvalidParameterException(
          "--settle", "--settle must be >= 1 s, was " + settleSeconds);
    }
  }

  static Watching forServer(DataOptions data) {
    return new Watching(data, IndexOptions.DEFAULTS, INTERVAL_SECONDS, SETTLE_SECONDS);
  }

  void run(DirectoryEvents.Stop stop, IndexProgress progress, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    Duration settle = Duration.ofSeconds(settleSeconds);
    try (LiveDatacube datacube =
            new LiveDatacube(data.catalog(), data.options(false), Clock.systemUTC());
        DirectoryEvents events = new DirectoryEvents(settle, stop)) {
      ArchiveWatch watch =
          new ArchiveWatch(
              datacube,
              ProductParsers.discover(),
              options,
              Duration.ofSeconds(intervalSeconds),
              settle);
      watch.run(events, progress, reports -> tell(reports, out, err));
    }
  }

  private static void tell(List<IndexReport> reports, PrintWriter out, PrintWriter err) {
    for (IndexReport report : reports) {
      if (report.isChange()) {
        out.printf(
            "%s: %d new, %d changed, %d deleted%n",
            report.product(), report.inserted(), report.updated(), report.deleted());
      }
    }
    out.flush();
    IndexTables.printDetails(reports, err);
    err.flush();
  }
}
