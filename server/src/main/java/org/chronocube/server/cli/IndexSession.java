// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.PrintWriter;
import org.chronocube.product.IndexProgress;

/** Shows how indexing goes, and stops it when the process is told to stop. */
final class IndexSession implements IndexProgress, AutoCloseable {

  private final ProgressReport report;
  private final StopSignal signal = new StopSignal();

  IndexSession(PrintWriter err) {
    report = ProgressReport.of(err, "true".equals(System.getenv("CHRONOCUBE_TERMINAL")));
  }

  @Override
  public void found(String product, int scenes) {
    report.begin(product, scenes);
  }

  @Override
  public void done(String product, String scene) {
    report.step();
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
