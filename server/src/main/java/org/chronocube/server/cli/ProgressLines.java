// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.PrintWriter;

/** One line when work begins, and one at every tenth of long work: what logs can hold. */
final class ProgressLines implements ProgressReport {

  private static final int LONG = 1000;

  private final PrintWriter err;
  private String what = "";
  private int steps;
  private int done;

  ProgressLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void begin(String name, int count, String unit) {
    what = name;
    steps = count;
    done = 0;
    String told = steps < 0 ? "being listed" : steps + " " + unit + (steps == 1 ? "" : "s");
    err.println(what + ": " + told);
    err.flush();
  }

  @Override
  public void step() {
    done++;
    if (steps >= LONG && done % (steps / 10) == 0) {
      err.println(what + ": " + done + " of " + steps);
      err.flush();
    }
  }

  @Override
  public void close() {
    err.flush();
  }
}
