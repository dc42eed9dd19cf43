// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.DatacubeOptions;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeStorage;
import org.chronocube.storage.Ingest;
import org.chronocube.storage.IngestReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chronocube ingest}. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = {
      "Writes the dates of persistent cubes into their Zarr stores.",
      "",
      "Only what is new or has changed since the last run is read. Requests are answered from the"
          + " dates that are written, as soon as they are, and from the archive for all others. A run"
          + " that was stopped, even by a crash, is simply run again and goes on where it was. A date"
          + " with a file that cannot be read is left out and named at the end; it comes late when a"
          + " later run can read it."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube ingest",
      "      all cubes of the catalog whose storage is persistent",
      "  chronocube ingest fields --time 2024",
      "      one year of one cube; what is there of other years stays",
      "  chronocube index && chronocube ingest",
      "      when scenes have arrived",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:All dates are in the stores.",
      "1:The index or a store failed, or another ingest of the cube is running.",
      "2:The command line is wrong, or the cube is not persistent.",
      "3:Some dates could not be read.",
      "130:Stopped by Ctrl-C or SIGTERM; what was written stays."
    })
final class IngestCommand implements Callable<Integer> {

  @Mixin private DataOptions data;
  @Mixin private TimeOption time;

  @Parameters(
      paramLabel = "CUBE",
      arity = "0..*",
      description = "Cubes of the catalog. None: all whose storage is persistent.")
  private List<String> names = List.of();

  @Option(
      names = "--rebuild",
      description = "Make all dates anew; the old ones serve until that is done.")
  private boolean rebuild;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many parts are read and written at a time. Default: one a processor")
  private Integer threads;

  @Option(names = "--json", description = "Print the reports as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    if (threads != null && threads < 1) {
      throw new InvalidParameterException("--threads", "--threads must be >= 1, was " + threads);
    }
    // Ended last: a process that is told to stop waits for what is said here.
    try (IngestSession session = new IngestSession(err)) {
      List<IngestReport> reports;
      try (Datacube datacube = data.open(true)) {
        reports = run(datacube, session);
      }
      session.endProgress();
      if (json) {
        out.println(json(reports));
      } else {
        print(reports, out);
      }
      tell(reports, err);
      if (session.isCancelled()) {
        err.println("stopped; what is written stays, and the same command goes on from there");
        return ExitCode.STOPPED;
      }
      return reports.stream().allMatch(r -> r.failures().isEmpty())
          ? ExitCode.OK
          : ExitCode.SKIPPED;
    }
  }

  private List<IngestReport> run(Datacube datacube, IngestSession session) {
    DatacubeOptions options = data.options(true);
    Ingest ingest =
        new Ingest(
            datacube.index(),
            datacube.rasters(),
            datacube.crs(),
            threads == null ? options.threads() : threads,
            options.cacheBytes());
    List<IngestReport> reports = new ArrayList<>();
    for (Cube cube : cubes(datacube)) {
      if (!session.isCancelled()) {
        reports.add(ingest.run(cube, time.intervals(), rebuild, session));
      }
    }
    return reports;
  }

  private List<Cube> cubes(Datacube datacube) {
    if (names.isEmpty()) {
      return datacube.catalog().cubes().stream().filter(IngestCommand::isPersistent).toList();
    }
    List<Cube> cubes = names.stream().map(name -> Names.cube(datacube, name)).toList();
    for (Cube cube : cubes) {
      if (!isPersistent(cube)) {
        throw new InvalidParameterException(
            "CUBE", "CUBE must be one whose storage is persistent, was " + cube.name());
      }
    }
    return cubes;
  }

  private static boolean isPersistent(Cube cube) {
    return cube.storage() instanceof CubeStorage.Persistent;
  }

  private static void print(List<IngestReport> reports, PrintWriter out) {
    if (reports.isEmpty()) {
      out.println("no cube of the catalog is persistent");
      return;
    }
    TextTable table =
        new TextTable(List.of("cube", "unchanged", "written", "removed", "failed", "rewritten"));
    for (IngestReport report : reports) {
      table.add(
          List.of(
              report.cube(),
              String.valueOf(report.unchanged()),
              String.valueOf(report.written()),
              String.valueOf(report.removed()),
              String.valueOf(report.failures().size()),
              why(report)));
    }
    table.print(out);
  }

  private static String why(IngestReport report) {
    return switch (report.rewrite()) {
      case NONE -> "-";
      case DEFINITION -> "the cube's definition changed";
      case ASKED -> "as asked";
      case DATES -> "dates came late, changed or went";
      case DAMAGE -> "the store was damaged";
    };
  }

  private static void tell(List<IngestReport> reports, PrintWriter err) {
    for (IngestReport report : reports) {
      for (IngestReport.Failure failure : report.failures()) {
        err.println("left out " + report.cube() + " " + failure.time() + ": " + failure.message());
      }
    }
  }

  private static String json(List<IngestReport> reports) throws IOException {
    JsonMapper mapper = new JsonMapper();
    ArrayNode all = mapper.createArrayNode();
    for (IngestReport report : reports) {
      ObjectNode node = all.addObject();
      node.put("cube", report.cube());
      node.put("unchanged", report.unchanged());
      node.put("written", report.written());
      node.put("removed", report.removed());
      node.put("rewrite", report.rewrite().name().toLowerCase(Locale.ROOT));
      ArrayNode failures = node.putArray("failures");
      for (IngestReport.Failure failure : report.failures()) {
        failures
            .addObject()
            .put("time", failure.time().toString())
            .put("message", failure.message());
      }
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }
}
