// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.PrintWriter;
import org.chronocube.ChronocubeException;
import org.chronocube.InvalidParameterException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells an error in one line on standard error; the stack trace only with {@code --verbose}. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final ChronocubeCommand chronocube;

  Errors(ChronocubeCommand chronocube) {
    this.chronocube = chronocube;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    err.println("chronocube: " + message(failure));
    if (chronocube.isVerbose()) {
      failure.printStackTrace(err);
    } else if (!(failure instanceof ChronocubeException)) {
      err.println("chronocube: --verbose shows where it happened");
    }
    return failure instanceof InvalidParameterException ? ExitCode.USAGE : ExitCode.FAILED;
  }

  @Override
  public int handleParseException(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("chronocube: " + failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("chronocube: try " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static String message(Throwable failure) {
    if (failure instanceof InvalidParameterException invalid) {
      String text = invalid.getMessage();
      boolean named = text.startsWith(invalid.parameter());
      return named ? text : invalid.parameter() + ": " + text;
    }
    if (failure instanceof ChronocubeException) {
      return failure.getMessage();
    }
    String text = failure.getMessage();
    String name = failure.getClass().getSimpleName();
    return text == null ? name : name + ": " + text;
  }
}
