// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.PrintWriter;
import org.chronocube.storage.IngestProgress;

/** Shows how an ingest goes, and stops it when the process is told to stop. */
final class IngestSession implements IngestProgress, AutoCloseable {

  private final ProgressReport report;
  private final StopSignal signal = new StopSignal();

  IngestSession(PrintWriter err) {
    report = ProgressReport.of(err, "true".equals(System.getenv("CHRONOCUBE_TERMINAL")));
  }

  @Override
  public void begin(String cube, int dates) {
    if (dates > 0) {
      report.begin(cube, dates, "date");
    }
  }

  @Override
  public void done(int dates) {
    for (int i = 0; i < dates; i++) {
      report.step();
    }
  }

  @Override
  public boolean isCancelled() {
    return signal.isAsked();
  }

  /** Nothing more is shown. */
  void endProgress() {
    report.close();
  }

  @Override
  public void close() {
    report.close();
    signal.close();
  }
}
