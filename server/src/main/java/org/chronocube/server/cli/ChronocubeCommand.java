// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code chronocube} itself: says what there is. */
@Command(
    name = "chronocube",
    description = "The Earth-observation datacube for GeoServer.",
    mixinStandardHelpOptions = true,
    versionProvider = ChronocubeCommand.Version.class,
    subcommands = {
      ServeCommand.class,
      IndexCommand.class,
      WatchCommand.class,
      IngestCommand.class,
      SearchCommand.class,
      SeriesCommand.class,
      CoregisterCommand.class,
      UserCommand.class,
      KeyCommand.class,
      CubeCommand.class,
      ProductCommand.class
    },
    optionListHeading = "%nOptions:%n",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube serve",
      "      look at the shipped archive on a map, or from a GIS",
      "  chronocube search belgium_s2 --where '\"eo:cloud_cover\" < 10'",
      "      find the clear scenes behind a cube",
      "  chronocube series belgium_ndvi --area 'POINT (5.056 51.218)'",
      "      see how a place went through time",
      "  chronocube COMMAND --help",
      "      more of each"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:All done.",
      "1:The work failed: a file, the index or the server.",
      "2:The command line is wrong.",
      "3:Done in part: some scenes were skipped.",
      "4:The port is in use."
    })
final class ChronocubeCommand implements Callable<Integer> {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Log what is done, and show stack traces.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCode.USAGE;
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
