// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code chronocube} itself: says what there is. */
@Command(
    name = "chronocube",
    description = "The Earth-observation datacube for GeoServer.",
    mixinStandardHelpOptions = true,
    versionProvider = ChronocubeCommand.Version.class,
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All done.",
      "1:The work failed: a file, the index or the server.",
      "2:The command line is wrong.",
      "3:Done in part: some scenes were skipped.",
      "4:The port is in use."
    })
final class ChronocubeCommand implements Runnable {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log what is done, and show stack traces.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command must be given");
  }

  boolean isVerbose() {
    return verbose;
  }

  /** What the jar's manifest says. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = Version.class.getPackage().getImplementationVersion();
      return new String[] {
        "Chronocube " + (version == null ? "(not packaged)" : version),
        "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vendor")
      };
    }
  }
}
