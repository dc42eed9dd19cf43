// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.catalog.LiveDatacube;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeStorage;
import org.chronocube.index.IndexException;
import org.chronocube.product.ArchiveWatch;
import org.chronocube.product.DirectoryEvents;
import org.chronocube.product.IndexOptions;
import org.chronocube.product.IndexProgress;
import org.chronocube.product.IndexReport;
import org.chronocube.product.ProductParsers;
import org.chronocube.storage.Ingest;
import org.chronocube.storage.IngestProgress;
import org.chronocube.storage.IngestReport;
import org.chronocube.storage.StorageException;

/**
 * Follows the archives of a data directory until it is told to stop.
 *
 * @param intervalSeconds between two looks, ≥ 1
 * @param settleSeconds how long new files must stay the same, ≥ 1
 * @param ingest true when persistent cubes get the dates of what is indexed
 */
record Watching(
    DataOptions data,
    IndexOptions options,
    int intervalSeconds,
    int settleSeconds,
    boolean ingest) {

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

  static Watching forServer(DataOptions data, boolean ingest) {
    return new Watching(data, IndexOptions.DEFAULTS, INTERVAL_SECONDS, SETTLE_SECONDS, ingest);
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
      if (ingest) {
        ingest(datacube.get(), progress, out, err);
      }
      watch.run(
          events,
          progress,
          reports -> {
            tell(reports, out, err);
            if (ingest && reports.stream().anyMatch(IndexReport::isChange)) {
              ingest(datacube.refresh(), progress, out, err);
            }
          });
    }
  }

  private void ingest(Datacube datacube, IndexProgress progress, PrintWriter out, PrintWriter err) {
    DatacubeOptions limits = data.options(false);
    Ingest ingest =
        new Ingest(
            datacube.index(),
            datacube.rasters(),
            datacube.crs(),
            limits.threads(),
            limits.cacheBytes());
    for (Cube cube : datacube.catalog().cubes()) {
      if (cube.storage() instanceof CubeStorage.Persistent && !progress.isCancelled()) {
        try {
          tell(ingest.run(cube, List.of(), false, stoppedBy(progress)), out, err);
        } catch (StorageException | IndexException e) {
          // Perhaps another ingest of the cube is running; what it leaves comes with the next
          // scene.
          err.println("cube " + cube.name() + " is not brought up to date: " + e.getMessage());
        }
      }
    }
    out.flush();
    err.flush();
  }

  private static IngestProgress stoppedBy(IndexProgress progress) {
    return new IngestProgress() {
      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  private static void tell(IngestReport report, PrintWriter out, PrintWriter err) {
    if (report.written() + report.removed() > 0) {
      out.printf(
          "%s: %d dates written, %d removed%n", report.cube(), report.written(), report.removed());
    }
    for (IngestReport.Failure failure : report.failures()) {
      err.println("left out " + report.cube() + " " + failure.time() + ": " + failure.message());
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
