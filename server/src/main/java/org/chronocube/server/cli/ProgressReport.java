// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.PrintWriter;

/**
 * How far work on many scenes or dates is: a bar where a person watches, lines of text elsewhere.
 */
interface ProgressReport extends AutoCloseable {

  /** Work on something with so many scenes begins; −1 when nobody knows how many. */
  default void begin(String what, int scenes) {
    begin(what, scenes, "scene");
  }

  /**
   * Work on something with so many steps begins; −1 when nobody knows how many.
   *
   * @param unit what a step is, in the singular
   */
  void begin(String what, int steps, String unit);

  /** One step is done. */
  void step();

  @Override
  void close();

  /** A bar when standard error is a terminal, else lines. */
  static ProgressReport of(PrintWriter err, boolean isTerminal) {
    return isTerminal ? new ProgressBars() : new ProgressLines(err);
  }
}
