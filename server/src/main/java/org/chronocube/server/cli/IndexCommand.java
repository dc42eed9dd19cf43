// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.product.IndexReport;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chronocube index}. */
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = {
      "Brings scenes on disk into the index.",
      "",
      "Scenes are left where they are; the index holds footprint, time, properties and where each"
          + " band is. What is there already stays as it is, so an interrupted run is simply run"
          + " again. A file that is broken is skipped and named at the end."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube index",
      "      every product of the catalog from its own location",
      "  chronocube index --product newyork-landsat8",
      "      one product of the catalog",
      "  chronocube index --product belgium-s2-l2a /mnt/eo/new-scenes",
      "      scenes from elsewhere, as that product",
      "  chronocube index --json | jq '.[].skipped'",
      "      what was skipped, and why",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:All scenes are in the index.",
      "1:The index failed.",
      "2:The command line is wrong.",
      "3:Some were skipped."
    })
final class IndexCommand implements Callable<Integer> {

  @Mixin private DataOptions data;

  @Option(
      names = "--product",
      paramLabel = "ID",
      description = "Product of the catalog the scenes are of.")
  private String product;

  @Option(names = "--json", description = "Print the reports as JSON.")
  private boolean json;

  @Parameters(
      paramLabel = "PATH",
      description = {
        "Files or directories with scenes.",
        "None: the products' own locations, as the catalog says."
      })
  private List<Path> paths = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    checkPaths();
    List<IndexReport> reports;
    try (Datacube datacube = data.open(false);
        IndexSession session = new IndexSession(err)) {
      reports = run(datacube, session);
    }
    if (json) {
      out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(reports));
    } else {
      printSummary(reports, out);
    }
    printDetails(reports, err);
    return reports.stream().allMatch(r -> r.skipped().isEmpty()) ? ExitCode.OK : ExitCode.SKIPPED;
  }

  private void checkPaths() {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw new InvalidParameterException(
            "PATH", "PATH must be a file or directory that is there, was " + path);
      }
    }
  }

  private List<IndexReport> run(Datacube datacube, IndexSession session) {
    Indexer indexer = new Indexer(datacube, ProductParsers.discover());
    if (!paths.isEmpty()) {
      return indexer.indexPaths(paths, product, session);
    }
    if (product == null) {
      return indexer.indexCatalog(session);
    }
    ProductDefinition definition = Names.product(datacube, product);
    return List.of(indexer.indexProduct(definition, session));
  }

  private static void printSummary(List<IndexReport> reports, PrintWriter out) {
    TextTable table =
        new TextTable(
            List.of("product", "found", "new", "changed", "unchanged", "superseded", "skipped"));
    for (IndexReport report : reports) {
      table.add(
          row(
              report.product().isEmpty() ? "(none)" : report.product(),
              report.found(),
              report.inserted(),
              report.updated(),
              report.unchanged(),
              report.superseded().size(),
              report.skipped().size()));
    }
    if (reports.size() > 1) {
      table.add(
          row(
              "all",
              sum(reports, IndexReport::found),
              sum(reports, IndexReport::inserted),
              sum(reports, IndexReport::updated),
              sum(reports, IndexReport::unchanged),
              sum(reports, r -> r.superseded().size()),
              sum(reports, r -> r.skipped().size())));
    }
    table.print(out);
  }

  private static List<String> row(String name, int... counts) {
    return Stream.concat(Stream.of(name), Arrays.stream(counts).mapToObj(String::valueOf)).toList();
  }

  private static int sum(List<IndexReport> reports, ToIntFunction<IndexReport> count) {
    return reports.stream().mapToInt(count).sum();
  }

  private static void printDetails(List<IndexReport> reports, PrintWriter err) {
    for (IndexReport report : reports) {
      for (Map.Entry<String, String> e : report.superseded().entrySet()) {
        err.println("superseded " + e.getKey() + " by " + e.getValue());
      }
      for (IndexReport.Skipped skipped : report.skipped()) {
        err.println("skipped " + skipped.path() + ": " + skipped.reason());
      }
    }
  }
}
