// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

/** What the process exits with; scripts rely on the numbers. */
final class ExitCode {

  /** All done. */
  static final int OK = 0;

  /** The work failed: a file, the index or the server. */
  static final int FAILED = 1;

  /** The command line is wrong: an option, or its value. */
  static final int USAGE = 2;

  /** Done in part: some scenes were skipped. */
  static final int SKIPPED = 3;

  /** The port is in use, or the address cannot be bound. */
  static final int PORT = 4;

  /** Stopped by a signal before all was done: what a shell gives a command that Ctrl-C ended. */
  static final int STOPPED = 130;

  private ExitCode() {}
}
