// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.SceneSearch;
import org.chronocube.catalog.Datacube;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.index.SceneFilters;
import org.chronocube.index.SceneQuery;
import org.chronocube.index.SortKey;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeGrouping;
import org.chronocube.web.api.SceneJson;
import org.geotools.api.filter.Filter;
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
      "  chronocube search belgium_s2_clear --area field.geojson --where 'aoi:valid >= 80'",
      "      scenes that show at least 80 percent of a field without clouds; --sort -aoi:valid",
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

  /** Most pixels in the box of an area. */
  private static final long MOST_PIXELS = 1L << 26;

  @Mixin private DataOptions data;
  @Mixin private AreaOptions area;
  @Mixin private TimeOption time;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "A cube or a product of the catalog; none: all products.")
  private String name;

  @Option(
      names = {"--where", "--filter"},
      paramLabel = "CQL",
      description = {
        "Condition on id, product, time, footprint and the scenes' properties, e.g.",
        "'\"eo:cloud_cover\" < 10 AND \"sat:orbit_state\" = ''ascending''',",
        "and on aoi:valid, the percentage of your area that a scene shows by a cube's masks."
      })
  private String where;

  @Option(
      names = "--sort",
      paramLabel = "KEY[,KEY]",
      split = ",",
      description = "time, id or a property; a minus in front for the largest first.")
  private List<String> sort = List.of();

  @Option(
      names = "--cube",
      paramLabel = "CUBE",
      description = "Whose masks aoi:valid is by. Default: NAME, when that is a cube.")
  private String cubeName;

  @Option(names = "--valid", description = "Show aoi:valid of the scenes found.")
  private boolean valid;

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
      if (valid || SceneSearch.asks(query.filter(), query.sort())) {
        SceneSearch.Found found = withShares(datacube, query);
        print(found.scenes(), new SceneJson(found.matched(), found.failures(), true), out);
        tell(found.failures());
      } else {
        OptionalLong matched = OptionalLong.of(datacube.index().count(query));
        SceneJson form = new SceneJson(matched, List.of(), true);
        try (Stream<Scene> scenes = datacube.index().find(query)) {
          if (json) {
            form.write(scenes.iterator(), out);
          } else {
            print(scenes.toList(), form, out);
          }
        }
      }
    }
    return ExitCode.OK;
  }

  private SceneSearch.Found withShares(Datacube datacube, SceneQuery query) {
    Cube cube = maskCube(datacube);
    Area where =
        area.geometry()
            .map(g -> Area.beyond(cube, g, CrsRegistry.WGS84, datacube.crs(), MOST_PIXELS))
            .orElseGet(() -> Area.whole(cube));
    SceneSearch search = new SceneSearch(datacube.index(), datacube.engine());
    return search.find(query, cube, where, Progress.NONE);
  }

  private Cube maskCube(Datacube datacube) {
    if (cubeName != null) {
      return Names.cube(datacube, cubeName);
    }
    return Optional.ofNullable(name)
        .flatMap(n -> datacube.catalog().cube(n))
        .orElseThrow(
            () ->
                new InvalidParameterException(
                    "--cube", "--cube must be given for aoi:valid, or a cube as NAME"));
  }

  private void tell(List<ReadReport.Failure> failures) {
    for (ReadReport.Failure f : failures) {
      spec.commandLine()
          .getErr()
          .println("not known: " + f.scene() + ", band " + f.band() + ": " + f.message());
    }
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
        .withSort(sort.stream().map(SortKey::parse).toList())
        .withPage(0, limit == 0 ? SceneQuery.UNLIMITED : limit);
  }

  private Filter filter() {
    try {
      return SceneFilters.parse(where == null ? "" : where);
    } catch (InvalidParameterException e) {
      String why = e.getMessage().lines().findFirst().orElse("");
      throw new InvalidParameterException(
          "--where", "--where must be CQL, was " + where + " (" + why + ")", e);
    }
  }

  private void print(List<Scene> scenes, SceneJson form, PrintWriter out) throws IOException {
    if (json) {
      form.write(scenes.iterator(), out);
      return;
    }
    if (scenes.isEmpty()) {
      out.println("no scenes");
      return;
    }
    boolean shares = scenes.get(0).properties().containsKey(SceneSearch.VALID);
    List<String> header = new ArrayList<>(List.of("time", "scene", "product", "cloud %", "bands"));
    if (shares) {
      header.add(4, "valid %");
    }
    TextTable table = new TextTable(header);
    for (Scene scene : scenes) {
      List<String> row = row(scene);
      if (shares) {
        row.add(4, percent(scene, SceneSearch.VALID));
      }
      table.add(row);
    }
    table.print(out);
    if (form.matched().orElse(Long.MAX_VALUE) > scenes.size()) {
      String all = form.matched().isPresent() ? " of " + form.matched().getAsLong() : "";
      spec.commandLine().getErr().println(scenes.size() + all + " scenes; --limit 0 shows all");
    }
  }

  private static List<String> row(Scene scene) {
    return new ArrayList<>(
        List.of(
            scene.time().toString(),
            scene.id(),
            scene.product(),
            percent(scene, Scene.CLOUD_COVER),
            String.join(" ", scene.granules().stream().map(Granule::band).toList())));
  }

  private static String percent(Scene scene, String property) {
    return scene.properties().get(property) instanceof Number n
        ? String.format(Locale.ROOT, "%.1f", n.doubleValue())
        : "-";
  }
}
