// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.Sites;
import org.chronocube.analysis.TimeText;
import org.chronocube.analysis.ZonalFigures;
import org.chronocube.analysis.ZonalRequest;
import org.chronocube.analysis.ZonalStatistics;
import org.chronocube.analysis.ZonalTable;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;
import org.chronocube.wps.declaration.Output;
import org.chronocube.wps.declaration.ProcessDescription;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;

/** {@code datacube:ZonalStatistics}: {@link ZonalStatistics} as features. */
final class ZonalStatisticsProcess implements DatacubeProcess {

  private static final Input<SimpleFeatureCollection> SITES =
      Input.of(
          SimpleFeatureCollection.class,
          "sites",
          "Sites",
          "The sites: a collection of features, such as thousands of protected areas. They may"
              + " overlap.");

  private static final Input<String> SITES_CRS =
      Input.text(
              "sitesCrs",
              "CRS of the sites",
              "CRS of the sites, EPSG:n, always easting or longitude first. Without it, what the"
                  + " sites themselves say, else EPSG:4326.")
          .optional();

  private static final Input<String> SITE_ID =
      Input.text(
              "siteId",
              "Name of a site",
              "Attribute of the sites that names them. Without it, the id of each feature.")
          .optional();

  private static final Input<String> ATTRIBUTES =
      Input.text(
              "attributes",
              "Attributes to keep",
              "Attributes of the sites that go into the answer; repeated or parted by commas, * for"
                  + " all. Without it, none.")
          .optional()
          .upTo(64);

  private static final Input<GridCoverage2D> COVERAGE =
      Input.of(
              GridCoverage2D.class,
              "coverage",
              "Coverage",
              "An image in place of cube and time, such as the coverage of another process; its"
                  + " bands are named, or numbered from 1.")
          .optional();

  private static final Input<String> COMPOSITE =
      Input.text(
              "composite",
              "Composite rule",
              "How the scenes of each interval of time become one image: first-valid, most-recent,"
                  + " least-cloudy, min, max, mean, median or percentile:P. Without it, every date by"
                  + " itself.")
          .optional();

  private static final Input<Boolean> CLASSES =
      Input.flag(
              "classes",
              "Classes",
              "Whether bands hold classes, whole numbers: each class has its pixels, its area and its"
                  + " share of the site, so the share of changed pixels from a band change.")
          .orElse(false);

  private static final Input<String> PERCENTILES =
      Input.text("percentiles", "Percentiles", "Percentiles, 0 to 100, parted by commas.")
          .optional()
          .in("%");

  private static final Input<Double> MIN_VALID =
      Input.number(
              "minValid",
              "Smallest share of valid pixels",
              "A site is left out of a date when less than this percentage of its pixels is valid;"
                  + " without a valid pixel it always is.")
          .orElse(0.0)
          .between(0.0, 100.0)
          .in("%");

  private static final Input<String> GEOMETRY =
      Input.text(
              "geometry",
              "Geometry",
              "What geometry the answer's features have: the outline of the site, its box, or none.")
          .orElse(ZonalFeatures.Shape.OUTLINE.id())
          .oneOf(Stream.of(ZonalFeatures.Shape.values()).map(ZonalFeatures.Shape::id).toList());

  private static final ProcessDescription DESCRIPTION =
      new ProcessDescription(
          "ZonalStatistics",
          "Statistics of many sites",
          "Statistics, or areas of classes, of thousands of sites at every date of a cube, or of a"
              + " coverage, in one pass over the pixels. Pixels count when their centre is in the"
              + " site; a site without any pixel centre takes the pixels it touches. A pixel in"
              + " several sites counts for each.",
          "1.0.0",
          List.of(
              SITES,
              SITES_CRS,
              SITE_ID,
              ATTRIBUTES,
              CommonInputs.CUBE.optional(),
              COVERAGE,
              CommonInputs.BANDS,
              CommonInputs.RESOLUTION,
              CommonInputs.TIME,
              COMPOSITE,
              CLASSES,
              PERCENTILES,
              MIN_VALID,
              GEOMETRY),
          List.of(
              Output.primary(
                  SimpleFeatureCollection.class,
                  "statistics",
                  "Statistics",
                  "One feature for each site, date and band, or class of it, by date, then in the"
                      + " order of the sites. Attributes: site, those kept, time, end (of a"
                      + " composite), band; pixels (of the site), count (valid ones), validShare,"
                      + " mean, sd (sample standard deviation), min, max, pNN, exact (false when"
                      + " percentiles are of a histogram with 0.05 % wide bins); or class, pixels (of"
                      + " the class), valid (of all classes), share (of these), area (m2 on the WGS"
                      + " 84 ellipsoid); rule (centre or touched)."),
              Output.of(
                  String.class,
                  "report",
                  "Report",
                  "What was looked at, in JSON: parameters, numbers of sites and dates, sites without"
                      + " a pixel there, scenes.")));

  private static final ObjectMapper JSON = new ObjectMapper();

  private final CubeSource cubes;

  ZonalStatisticsProcess(CubeSource cubes) {
    this.cubes = cubes;
  }

  @Override
  public ProcessDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Map<String, Object> execute(Inputs inputs, Progress progress) {
    GridCoverage2D coverage = inputs.orNull(COVERAGE);
    if ((coverage == null) == inputs.find(CommonInputs.CUBE).isEmpty()) {
      throw new InvalidParameterException("cube", "cube or coverage must be given, and not both");
    }
    return coverage == null ? cube(inputs, progress) : coverage(inputs, coverage, progress);
  }

  private Map<String, Object> cube(Inputs inputs, Progress progress) {
    CubeSource.Found found = CommonInputs.cube(inputs, cubes);
    SiteFeatures features = features(inputs, found.crs());
    MosaicRule composite =
        inputs
            .find(COMPOSITE)
            .map(text -> CommonInputs.checked("composite", () -> MosaicRule.parse(text)))
            .orElse(null);
    ZonalRequest request =
        new ZonalRequest(
            found.cube(),
            Sites.of(found.cube().grid(), features.places(), found.crs(), progress),
            TimeText.parse(inputs.orNull(CommonInputs.TIME), "time"),
            composite,
            BandSelection.of(found.cube(), inputs.all(CommonInputs.BANDS)),
            figures(inputs));
    ZonalTable table = statistics(found.crs()).compute(found.engine(), request, progress);
    return results(inputs, table, features, found.crs());
  }

  private Map<String, Object> coverage(Inputs inputs, GridCoverage2D coverage, Progress progress) {
    CrsRegistry crs = new CrsRegistry();
    SiteFeatures features = features(inputs, crs);
    CoveragePixels pixels = CoveragePixels.of(coverage, inputs.all(CommonInputs.BANDS), crs);
    Sites sites = Sites.of(pixels.grid(), features.places(), crs, progress);
    ZonalTable table = statistics(crs).compute(pixels, sites, figures(inputs), progress);
    return results(inputs, table, features, crs);
  }

  private static ZonalStatistics statistics(CrsRegistry crs) {
    return new ZonalStatistics(crs, ZonalStatistics.MAX_ROWS);
  }

  private static SiteFeatures features(Inputs inputs, CrsRegistry crs) {
    return SiteFeatures.of(
        inputs.get(SITES),
        inputs.orNull(SITE_ID),
        inputs.all(ATTRIBUTES),
        inputs.orNull(SITES_CRS),
        crs);
  }

  private static ZonalFigures figures(Inputs inputs) {
    return new ZonalFigures(
        inputs.get(CLASSES),
        TimeSeriesProcess.percentiles(inputs.find(PERCENTILES).orElse("")),
        inputs.get(MIN_VALID));
  }

  private static Map<String, Object> results(
      Inputs inputs, ZonalTable table, SiteFeatures features, CrsRegistry crs) {
    ZonalFeatures.Shape shape =
        ZonalFeatures.Shape.valueOf(inputs.get(GEOMETRY).toUpperCase(Locale.ROOT));
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("statistics", ZonalFeatures.of(table, features, shape, crs));
    results.put("report", report(inputs, table));
    return results;
  }

  private static String report(Inputs inputs, ZonalTable table) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("process", DESCRIPTION.name());
    report.put("version", DESCRIPTION.version());
    report.put("parameters", inputs.literals());
    report.put("sites", table.sites().count());
    report.put("sitesWithoutPixels", table.sites().withoutPixels());
    List<String> touched = new ArrayList<>();
    for (int i = 0; i < table.sites().count(); i++) {
      if (table.sites().allTouched(i)) {
        touched.add(table.sites().place(i).id());
      }
    }
    report.put("sitesByTouch", touched);
    report.put("times", table.times());
    report.put("rows", table.rows().size());
    report.put("scenes", table.scenes());
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report of sites cannot be written", e);
    }
  }
}
