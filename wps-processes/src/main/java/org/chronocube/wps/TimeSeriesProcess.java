// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.ArrayList;
import java.util.List;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.Series;
import org.chronocube.analysis.SeriesRequest;
import org.chronocube.analysis.TimeSeries;
import org.chronocube.analysis.TimeText;
import org.geotools.api.filter.Filter;
import org.geotools.api.util.ProgressListener;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.locationtech.jts.geom.Geometry;

/** {@code datacube:TimeSeries}: {@link TimeSeries} as features, one for each time and band. */
@DescribeProcess(
    title = "Time series of an area",
    description =
        "Statistics of an area at every time of a cube: number of pixels, share of valid ones, mean,"
            + " standard deviation, minimum, maximum and percentiles of bands and of index"
            + " expressions, in physical values. Pixels count when their centre is in the area; an"
            + " area without any pixel centre takes the pixels it touches.",
    version = "1.0.0")
public final class TimeSeriesProcess implements DatacubeProcess {

  private final CubeSource cubes;

  public TimeSeriesProcess(CubeSource cubes) {
    this.cubes = cubes;
  }

  /** Runs the process; parameters as annotated. */
  @DescribeResult(
      name = "series",
      description =
          "One feature for each time and band, ascending in time. Its geometry is the area, or the"
              + " area's bounding box when it has more than 256 vertices. Attributes: time, band,"
              + " unit, pixels (of the area), count (valid ones), validShare, mean, sd (sample"
              + " standard deviation), min, max, pNN (percentiles), exact (false when percentiles"
              + " are of a histogram with 0.05 % wide bins), rule (centre or touched).",
      meta = {"title=Series"},
      primary = true)
  public SimpleFeatureCollection execute(
      @DescribeParameter(
              name = "cube",
              description = "Name of the cube, as its coverage is called.",
              meta = {"title=Cube"})
          String cube,
      @DescribeParameter(
              name = "area",
              min = 0,
              description = "Area of interest: a geometry of any type. Without it, the whole cube.",
              meta = {"title=Area of interest"})
          Geometry area,
      @DescribeParameter(
              name = "areaCrs",
              min = 0,
              description =
                  "CRS of the area, EPSG:n, always easting or longitude first. Without it, what the"
                      + " area itself says, else EPSG:4326.",
              meta = {"title=CRS of the area"})
          String areaCrs,
      @DescribeParameter(
              name = "time",
              min = 0,
              description =
                  "ISO 8601 date (2023, 2023-04, 2023-04-02), time or start/end, both ends"
                      + " included, or several of these parted by commas; UTC. Without it, all"
                      + " times.",
              meta = {"title=Time"})
          String time,
      @DescribeParameter(
              name = "bands",
              min = 0,
              max = 64,
              collectionType = String.class,
              description =
                  "Bands of the cube and expressions over them, such as NDVI=(B08-B04)/(B08+B04);"
                      + " repeated or parted by commas. Without it, all bands.",
              meta = {"title=Bands or expressions"})
          List<String> bands,
      @DescribeParameter(
              name = "percentiles",
              min = 0,
              defaultValue = "5,25,50,75,95",
              description = "Percentiles, 0 to 100, parted by commas.",
              meta = {"title=Percentiles", "unit=%"})
          String percentiles,
      @DescribeParameter(
              name = "minValid",
              min = 0,
              defaultValue = "0",
              description =
                  "Times at which no band has at least this percentage of the area's pixels valid"
                      + " are left out.",
              meta = {"title=Smallest share of valid pixels", "unit=%"})
          Double minValid,
      ProgressListener progress) {
    CubeSource.Found found = cubes.find(cube);
    Area where = Areas.of(found, area, areaCrs);
    SeriesRequest request =
        new SeriesRequest(
                found.cube(),
                where,
                TimeText.parse(time, "time"),
                BandSelection.of(found.cube(), bands == null ? List.of() : bands),
                percentiles(percentiles),
                Filter.INCLUDE)
            .withMinValid(minValid == null ? 0 : minValid);
    Series series = new TimeSeries(found.engine()).compute(request, ListenedProgress.of(progress));
    return SeriesFeatures.of(series, request.percentiles(), found.crs());
  }

  private static List<Double> percentiles(String text) {
    List<Double> values = new ArrayList<>();
    for (String part : text == null ? new String[0] : text.split(",")) {
      if (!part.isBlank()) {
        values.add(percentile(part.strip()));
      }
    }
    return values.stream().distinct().toList();
  }

  private static double percentile(String text) {
    try {
      double p = Double.parseDouble(text);
      if (p >= 0 && p <= 100) {
        return p;
      }
    } catch (NumberFormatException notOne) {
      // Answered below, like a number out of range.
    }
    throw new InvalidParameterException(
        "percentiles", "percentiles must be numbers in 0..100, was " + text);
  }
}
