// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.CatalogReader;
import org.chronocube.catalog.ProductDefinition;
import org.chronocube.catalog.ProductFiles;
import org.chronocube.catalog.YamlNode;
import org.chronocube.io.remote.Archives;
import org.chronocube.product.ProductParsers;
import org.chronocube.product.StandardProducts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chronocube product}. */
@Command(
    name = "product",
    mixinStandardHelpOptions = true,
    description = {
      "Adds products to the catalog and takes them away.",
      "",
      "A product says how scenes are found and which bands they have, with the fields that it has in"
          + " catalog.yaml. It is kept in chronocube/products.d. 'chronocube index PATH' adds the"
          + " standard ones by itself when it meets their files."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube product list --standard",
      "      what is known without being described",
      "  chronocube product add sentinel-2-l2a --location /mnt/eo/sentinel-2",
      "      a standard product, from where 'chronocube index' and 'watch' take its scenes",
      "  chronocube product add drone-flights.yaml",
      "      one of your own",
      "  chronocube product remove drone-flights",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:Done.",
      "1:A file could not be read or written.",
      "2:The command line is wrong, or what it names."
    })
final class ProductCommand {

  @Spec private CommandSpec spec;

  @Command(name = "add", description = "Adds a product.", mixinStandardHelpOptions = true)
  int add(
      @Mixin DataOptions data,
      @Parameters(
              paramLabel = "ID|FILE",
              description = "A standard product, or a file with a product; - for standard input.")
          String what,
      @Option(
              names = "--location",
              paramLabel = "PATH|URL",
              description = "Where its scenes are; needed for a standard product.")
          String location,
      @Option(names = "--replace", description = "In place of the one of that id.")
          boolean replace) {
    Map<String, Object> fields = new LinkedHashMap<>();
    StandardProducts standard = new StandardProducts(ProductParsers.discover());
    boolean isStandard = standard.find(what, "").isPresent();
    if (isStandard && location == null) {
      throw new InvalidParameterException(
          "--location", "--location must be given for a standard product, was none for " + what);
    }
    ProductFiles files = new ProductFiles(data.catalog());
    if (isStandard) {
      ProductDefinition product = standard.find(what, absolute(location)).orElseThrow();
      requireNew(data, what, replace);
      files.put(product);
    } else {
      YamlNode node = YamlNode.load(Definitions.read(what), "FILE");
      node.keys().forEach(key -> fields.put(key, node.get(key).value()));
      if (location != null) {
        fields.put("location", absolute(location));
      }
      requireNew(data, String.valueOf(fields.get("id")), replace);
      files.put(fields);
    }
    spec.commandLine().getErr().println("added " + (isStandard ? what : fields.get("id")));
    return ExitCode.OK;
  }

  private static void requireNew(DataOptions data, String id, boolean replace) {
    boolean there =
        CatalogReader.read(data.catalog()).products().stream()
            .anyMatch(p -> p.product().id().equals(id));
    if (there && !replace) {
      throw new InvalidParameterException("id", "id must be new without --replace, was " + id);
    }
  }

  /** A location as it is written into a file: a URI, or an absolute path. */
  static String absolute(String location) {
    return Archives.isUri(location)
        ? location
        : Path.of(location).toAbsolutePath().normalize().toString();
  }

  @Command(name = "list", description = "Lists products.", mixinStandardHelpOptions = true)
  int list(
      @Mixin DataOptions data,
      @Option(names = "--standard", description = "Those that need no description.")
          boolean standard) {
    List<ProductDefinition> products =
        standard
            ? new StandardProducts(ProductParsers.discover()).all()
            : CatalogReader.read(data.catalog()).products();
    TextTable table = new TextTable(List.of("id", "title", "parser", "location"));
    for (ProductDefinition p : products) {
      String location = p.location().isEmpty() ? "-" : p.location();
      table.add(List.of(p.product().id(), p.product().title(), p.parser(), location));
    }
    table.print(spec.commandLine().getOut());
    return ExitCode.OK;
  }

  @Command(
      name = "remove",
      description = "Removes a product; its scenes stay indexed.",
      mixinStandardHelpOptions = true)
  int remove(@Mixin DataOptions data, @Parameters(paramLabel = "ID") String id) {
    if (!new ProductFiles(data.catalog()).remove(id)) {
      throw new InvalidParameterException("ID", "ID must be a product of products.d, was " + id);
    }
    spec.commandLine().getErr().println("removed " + id);
    return ExitCode.OK;
  }
}
