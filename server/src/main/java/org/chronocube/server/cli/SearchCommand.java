// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.catalog.Datacube;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.geotools.api.filter.Filter;
import org.geotools.filter.text.cql2.CQLException;
import org.geotools.filter.text.ecql.ECQL;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chronocube search}. */
@Command(
    name = "search",
    mixinStandardHelpOptions = true,
    description = "Finds scenes in the index, the newest first.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube search belgium_s2 --where '\"eo:cloud_cover\" < 10'",
      "      the clear scenes behind a cube",
      "  chronocube search --bbox 5,51,6,52 --time 2023-04-01/2023-04-15",
      "      whatever there is over a place and a time",
      "  chronocube search slovenia-s2-l1c --sort eo:cloud_cover,-time --limit 5",
      "      the least cloudy first, of those the newest",
      "  chronocube search newyork-landsat8 --area 'POINT (-74 40.7)' --json > scenes.geojson",
      "      footprints for a GIS",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:Done, also when nothing was found.",
      "1:The index failed.",
      "2:The command line is wrong."
    })
final class SearchCommand implements Callable<Integer> {

  @Mixin private DataOptions data;
  @Mixin private AreaOptions area;
  @Mixin private TimeOption time;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A cube or a product of the catalog; none: all products.")
  private String name;

  @Option(
      names = "--where",
      paramLabel = "CQL",
      description = {
        "Condition on id, product, time, footprint and the scenes' properties, e.g.",
        "'\"eo:cloud_cover\" < 10 AND \"sat:orbit_state\" = ''ascending'''"
      })
  private String where;

  @Option(
      names = "--sort",
      paramLabel = "KEY[,KEY]",
      split = ",",
      description = "time, id or a property; a minus in front for the largest first.")
  private List<String> sort = List.of();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "25",
      description = "Most scenes to show, 0 for all. Default: ${DEFAULT-VALUE}")
  private int limit;

  @Option(names = "--json", description = "Print GeoJSON, one feature a scene.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (Datacube datacube = data.open(true)) {
      SceneQuery query = query(datacube);
      long matched = datacube.index().count(query);
      try (Stream<Scene> scenes = datacube.index().find(query)) {
        if (json) {
          SceneJson.write(scenes.iterator(), matched, out);
        } else {
          print(scenes.toList(), matched, out);
        }
      }
    }
    return ExitCode.OK;
  }

  private SceneQuery query(Datacube datacube) {
    if (limit < 0) {
      throw new InvalidParameterException("--limit", "--limit must be >= 0, was " + limit);
    }
    List<String> products = name == null ? List.of() : Names.products(datacube, name);
    return SceneQuery.of(products)
        .withArea(area.geometry().orElse(null))
        .withTimes(time.intervals(), TimeGrouping.INSTANT)
        .withFilter(filter())
        .withSort(sort.stream().map(SearchCommand::sortKey).toList())
        .withPage(0, limit == 0 ? SceneQuery.UNLIMITED : limit);
  }

  private Filter filter() {
    if (where == null) {
      return Filter.INCLUDE;
    }
    try {
      return ECQL.toFilter(where);
    } catch (CQLException e) {
      String why = e.getMessage().lines().findFirst().orElse("");
      throw new InvalidParameterException(
          "--where", "--where must be CQL, was " + where + " (" + why + ")", e);
    }
  }

  private static SortKey sortKey(String text) {
    return text.startsWith("-")
        ? SortKey.descending(text.substring(1))
        : SortKey.ascending(text.startsWith("+") ? text.substring(1) : text);
  }

  private void print(List<Scene> scenes, long matched, PrintWriter out) {
    if (scenes.isEmpty()) {
      out.println("no scenes");
      return;
    }
    TextTable table = new TextTable(List.of("time", "scene", "product", "cloud %", "bands"));
    for (Scene scene : scenes) {
      String cloud =
          scene.cloudCover().isPresent()
              ? String.format(Locale.ROOT, "%.1f", scene.cloudCover().getAsDouble())
              : "-";
      table.add(
          List.of(
              scene.time().toString(),
              scene.id(),
              scene.product(),
              cloud,
              String.join(" ", scene.granules().stream().map(g -> g.band()).toList())));
    }
    table.print(out);
    if (matched > scenes.size()) {
      spec.commandLine()
          .getErr()
          .println(scenes.size() + " of " + matched + " scenes; --limit 0 shows all");
    }
  }
}
