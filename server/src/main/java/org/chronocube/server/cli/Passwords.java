// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;

/** Reads passwords where no process list and no shell history sees them. */
final class Passwords {

  private Passwords() {}

  /**
   * @param stdin true for the first line of standard input, false to ask twice at the terminal
   */
  // From Java 22 on there is a console without a terminal too; it reads the same two lines.
  @SuppressWarnings("SystemConsoleNull")
  static char[] read(boolean stdin) {
    if (stdin) {
      return firstLine();
    }
    Console console = System.console();
    if (console == null) {
      throw new InvalidParameterException(
          "--password-stdin", "--password-stdin must be given where there is no terminal");
    }
    char[] password = console.readPassword("Password: ");
    char[] again = console.readPassword("Once more: ");
    if (password == null || !Arrays.equals(password, again)) {
      throw new InvalidParameterException("password", "password must be the same both times");
    }
    return password;
  }

  private static char[] firstLine() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null ? new char[0] : line.toCharArray();
    } catch (IOException e) {
      throw new ChronocubeException("standard input cannot be read: " + e.getMessage(), e);
    }
  }
}
