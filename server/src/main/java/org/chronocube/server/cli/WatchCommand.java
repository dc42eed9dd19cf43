// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.chronocube.product.IndexOptions;
import org.chronocube.product.IndexProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code chronocube watch}. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Follows growing archives: indexes what arrives at the products' locations.",
      "",
      "Changes on this machine's file systems are noticed at once, others when the interval is over."
          + " What is still being copied is left until it has stayed the same for a while, a SAFE"
          + " folder also until it has its manifest. Products added to the catalog are followed"
          + " too. Ends on Ctrl-C or SIGTERM."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube watch",
      "  chronocube watch --interval 600 --prune",
      "      every ten minutes; scenes whose files are gone are deleted",
      "  chronocube watch --ingest",
      "      persistent cubes grow with the archive",
      "  chronocube serve --watch",
      "      the same inside a server",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:Stopped on request.",
      "1:The data directory or the index failed.",
      "2:The command line is wrong."
    })
final class WatchCommand implements Callable<Integer> {

  @Mixin private DataOptions data;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "" + Watching.INTERVAL_SECONDS,
      description = "Between two looks where nothing tells of changes. Default: ${DEFAULT-VALUE}")
  private int interval;

  @Option(
      names = "--settle",
      paramLabel = "SECONDS",
      defaultValue = "" + Watching.SETTLE_SECONDS,
      description = "How long new files must stay the same. Default: ${DEFAULT-VALUE}")
  private int settle;

  @Option(
      names = "--prune",
      description = "Delete the scenes whose files are no longer where they were.")
  private boolean prune;

  @Option(
      names = "--ingest",
      description =
          "Write what was indexed into the persistent cubes, as 'chronocube ingest' does.")
  private boolean ingest;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Watching watching =
        new Watching(data, IndexOptions.DEFAULTS.withPrune(prune), interval, settle, ingest);
    try (StopSignal signal = new StopSignal()) {
      watching.run(signal::await, stoppedBy(signal), out, err);
    }
    return ExitCode.OK;
  }

  private static IndexProgress stoppedBy(StopSignal signal) {
    return new IndexProgress() {
      @Override
      public boolean isCancelled() {
        return signal.isAsked();
      }
    };
  }
}
