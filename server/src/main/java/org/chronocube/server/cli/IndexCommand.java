// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.catalog.Datacubes;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.catalog.ProductFiles;
import org.chronocube.product.IndexOptions;
import org.chronocube.product.IndexReport;
import org.chronocube.product.Indexer;
import org.chronocube.product.ProductParsers;
import org.chronocube.product.StandardProducts;
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
      "Brings scenes into the index.",
      "",
      "Scenes are left where they are, zips packed; the index holds footprint, time, properties and"
          + " where each band is. Of what is there already only file sizes and times are looked at,"
          + " so a second run is quick, and an interrupted one is simply run again. A file that is"
          + " broken is skipped and named at the end. Products that are the same everywhere"
          + " ('chronocube product list --standard') need no description: they are added to the"
          + " catalog when they are met."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube index",
      "      every product of the catalog from its own location",
      "  chronocube index --product newyork-landsat8",
      "      one product of the catalog",
      "  chronocube index --product belgium-s2-l2a /mnt/eo/new-scenes",
      "      scenes from elsewhere, as that product",
      "  chronocube index /mnt/eo/sentinel-2",
      "      a folder of SAFE products, zipped or not, with nothing described before",
      "  chronocube index --prune",
      "      also forget what has been deleted",
      "  chronocube index --json | jq '.[].skipped'",
      "      what was skipped, and why",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:All scenes are in the index.",
      "1:The index failed.",
      "2:The command line is wrong.",
      "3:Some were skipped.",
      "130:Stopped by Ctrl-C or SIGTERM; what was inserted stays."
    })
final class IndexCommand implements Callable<Integer> {

  @Mixin private DataOptions data;

  @Option(
      names = "--product",
      paramLabel = "ID",
      description = "Product of the catalog the scenes are of.")
  private String product;

  @Option(names = "--again", description = "Read also what has not changed since it was indexed.")
  private boolean again;

  @Option(
      names = "--prune",
      description = "Delete the scenes whose files are no longer where they were.")
  private boolean prune;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "How many scenes are read at a time. Default: two a processor")
  private Integer threads;

  @Option(names = "--json", description = "Print the reports as JSON.")
  private boolean json;

  @Parameters(
      paramLabel = "PATH|URL",
      description = {
        "Files, zips or directories with scenes, here or at s3:// and https:// URLs.",
        "None: the products' own locations, as the catalog says."
      })
  private List<String> locations = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    // Ended last: a process that is told to stop waits for what is said here.
    try (IndexSession session = new IndexSession(err)) {
      List<IndexReport> reports;
      try (Datacube datacube = data.open(false)) {
        reports = run(datacube, session, err);
      }
      session.endProgress();
      if (json) {
        out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(reports));
      } else {
        IndexTables.printSummary(reports, out);
      }
      IndexTables.printDetails(reports, err);
      if (session.isCancelled()) {
        err.println("stopped; what is in the index stays, and the same command goes on from there");
        return ExitCode.STOPPED;
      }
      return reports.stream().allMatch(r -> r.skipped().isEmpty()) ? ExitCode.OK : ExitCode.SKIPPED;
    }
  }

  private List<IndexReport> run(Datacube datacube, IndexSession session, PrintWriter err)
      throws IOException {
    Datacube ready = withStandardProducts(datacube, err);
    Indexer indexer = new Indexer(ready, ProductParsers.discover(), options());
    if (!locations.isEmpty()) {
      return indexer.indexLocations(locations, product, session);
    }
    if (product == null) {
      return indexer.indexCatalog(session);
    }
    ProductDefinition definition = Names.product(ready, product);
    return List.of(indexer.indexProduct(definition, session));
  }

  private IndexOptions options() {
    IndexOptions options = IndexOptions.DEFAULTS.withAgain(again).withPrune(prune);
    return threads == null ? options : options.withThreads(threads);
  }

  /** Adds to the catalog what is met and known without being described. */
  private Datacube withStandardProducts(Datacube datacube, PrintWriter err) throws IOException {
    StandardProducts standard = new StandardProducts(ProductParsers.discover());
    ProductFiles files = new ProductFiles(data.catalog());
    Datacube now = datacube;
    for (String text : locations) {
      String location = ProductCommand.absolute(text);
      if (new Indexer(now, ProductParsers.discover()).isListing(text, product)) {
        continue;
      }
      for (ProductDefinition missing : missing(standard, now, existing(now, text), location)) {
        err.println("added product " + missing.product().id() + " in " + files.put(missing));
      }
      now = Datacubes.reread(now, data.catalog(), data.options(false));
    }
    return now;
  }

  private static Path existing(Datacube datacube, String location) throws IOException {
    Path path = datacube.archives().path(location);
    if (!Files.exists(path)) {
      throw new InvalidParameterException(
          "PATH", "PATH must be a file or directory that is there, was " + location);
    }
    return path.toAbsolutePath().normalize();
  }

  private List<ProductDefinition> missing(
      StandardProducts standard, Datacube datacube, Path path, String location) {
    if (product == null) {
      return new Indexer(datacube, ProductParsers.discover()).isInCatalog(path)
          ? List.of()
          : standard.missing(path, location, datacube.catalog());
    }
    boolean known =
        datacube.catalog().products().stream().anyMatch(p -> p.product().id().equals(product));
    return known ? List.of() : standard.find(product, location).stream().toList();
  }
}
