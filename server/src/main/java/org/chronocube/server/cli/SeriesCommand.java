// SPDX-License-Identifier: Apache-2.0
package org.chronocube.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.chronocube.algorithm.Statistics;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.Series;
import org.chronocube.analysis.SeriesRequest;
import org.chronocube.analysis.TimeSeries;
import org.chronocube.catalog.Datacube;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Cube;
import org.chronocube.cube.Progress;
import org.chronocube.web.api.SeriesText;
import org.geotools.api.filter.Filter;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code chronocube series}. */
@Command(
    name = "series",
    mixinStandardHelpOptions = true,
    description = {
      "Shows how an area went through time.",
      "",
      "Gives statistics of the area's valid pixels at every date of a cube. Does what the process datacube:TimeSeries does over WPS. Values are physical (scaled)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  chronocube series belgium_s2 --area 'POINT (5.056 51.218)'",
      "      all bands at one pixel",
      "  chronocube series belgium_s2_clear --area field.geojson --bands 'NDVI=(B08-B04)/(B08+B04)'",
      "      an index over a field, clouds masked",
      "  chronocube series slovenia_ndvi --time 2016 --csv > ndvi.csv",
      "      a year over the whole cube, for a spreadsheet",
      ""
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:Done, also when no pixel was valid.",
      "1:A file or the index failed.",
      "2:The command line is wrong."
    })
final class SeriesCommand implements Callable<Integer> {

  @Mixin private DataOptions data;
  @Mixin private AreaOptions area;
  @Mixin private TimeOption time;

  @Parameters(paramLabel = "CUBE", description = "A cube of the catalog.")
  private String cubeName;

  @Option(
      names = "--bands",
      paramLabel = "BAND",
      description = {
        "Bands, or arithmetic over them, joined by commas:",
        "B04,B08 or 'NDVI=(B08-B04)/(B08+B04)'. Default: all bands."
      })
  private List<String> bands = List.of();

  @Option(
      names = "--percentiles",
      paramLabel = "P",
      split = ",",
      description = "Percentiles to show, 0 to 100, e.g. 5,50,95.")
  private List<Double> percentiles = List.of();

  @Option(
      names = "--min-valid",
      paramLabel = "PERCENT",
      defaultValue = "0",
      description = {
        "Leave out times at which no band has at least this share of the area's pixels",
        "valid, in percent. Default: ${DEFAULT-VALUE}"
      })
  private double minValid;

  @ArgGroup private Form form = new Form();

  /** At most one of these. */
  private static final class Form {
    @Option(names = "--csv", description = "Print CSV, one line a date and band.")
    private boolean csv;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;
  }

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    try (Datacube datacube = data.open(true)) {
      Cube cube = Names.cube(datacube, cubeName);
      SeriesRequest request = request(datacube, cube);
      Series series = new TimeSeries(datacube.engine()).compute(request, Progress.NONE);
      if (form.json) {
        out.println(SeriesText.json(request, series));
      } else if (form.csv) {
        out.print(SeriesText.csv(request, series));
      } else {
        print(request, series, out);
      }
    }
    return ExitCode.OK;
  }

  private SeriesRequest request(Datacube datacube, Cube cube) {
    Area where =
        area.geometry()
            .map(g -> Area.of(cube, g, CrsRegistry.WGS84, datacube.crs()))
            .orElseGet(() -> Area.whole(cube));
    return new SeriesRequest(
            cube,
            where,
            time.intervals(),
            BandSelection.of(cube, bands),
            percentiles,
            Filter.INCLUDE)
        .withMinValid(minValid);
  }

  private static void print(SeriesRequest request, Series series, PrintWriter out) {
    List<String> header = new ArrayList<>(List.of("time", "band", "count"));
    header.addAll(SeriesText.figureNames(request));
    TextTable table = new TextTable(header);
    for (Series.Entry entry : series.entries()) {
      for (int i = 0; i < entry.statistics().size(); i++) {
        Statistics of = entry.statistics().get(i);
        List<String> row = new ArrayList<>();
        row.add(entry.instant().toString());
        row.add(request.bands().items().get(i).name());
        row.add(String.valueOf(of.count()));
        SeriesText.figures(request, of).values().forEach(value -> row.add(number(value)));
        table.add(row);
      }
    }
    table.print(out);
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4g", value);
  }
}
