// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import picocli.CommandLine;

/** Where the process starts. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    if (Arrays.asList(args).contains("--verbose")) {
      // The one setting the logger reads from nowhere else, and only before its first use.
      System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "info");
    }
    int code = run(writer(System.out), writer(System.err), args);
    System.out.flush();
    System.exit(code);
  }

  /** Runs a command line; its exit code is one of {@link ExitCode}. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    ChronocubeCommand chronocube = new ChronocubeCommand();
    Errors errors = new Errors(chronocube);
    CommandLine command =
        new CommandLine(chronocube)
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpAutoWidth(true)
            .setExecutionExceptionHandler(errors)
            .setParameterExceptionHandler(errors);
    int code = command.execute(args);
    out.flush();
    err.flush();
    return code;
  }

  // UTF-8 whatever the locale says: JSON must be, and titles have letters that ASCII has not.
  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
