// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.FilteredDate;
import org.chronocube.analysis.SpeckleFiltering;
import org.chronocube.analysis.SpeckleRequest;
import org.chronocube.analysis.TimeText;
import org.chronocube.kernel.speckle.PowerScale;
import org.chronocube.kernel.speckle.SpeckleFilter;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;
import org.locationtech.jts.geom.Geometry;

/** {@code datacube:SpeckleFilter}: {@link SpeckleFiltering} as a coverage. */
@DescribeProcess(
    title = "Speckle filter",
    description =
        "One date of a cube of radar images with its speckle filtered, on the cube's grid: boxcar,"
            + " Lee (1980), refined Lee (1981), Gamma-MAP (Lopes 1993), or Quegan and Yu (2001)"
            + " with the other dates of an interval. Filters work in linear power; the answer is in"
            + " the bands' own values. Pixels without data are neither used nor filled.",
    version = "1.0.0")
public final class SpeckleFilterProcess implements DatacubeProcess {

  private static final String QUEGAN_YU = "quegan-yu";

  private final CubeSource cubes;
  private final long maxPixels;

  /**
   * @param maxPixels most pixels of all bands together
   */
  public SpeckleFilterProcess(CubeSource cubes, long maxPixels) {
    this.cubes = cubes;
    this.maxPixels = maxPixels;
  }

  /** Runs the process; parameters as annotated. */
  @DescribeResults({
    @DescribeResult(
        name = "coverage",
        type = GridCoverage2D.class,
        description =
            "The bands of the date in physical values; NaN outside the area and where there are no"
                + " data. On the cube's grid.",
        meta = {"title=Filtered coverage"},
        primary = true),
    @DescribeResult(
        name = "dates",
        type = Integer.class,
        description = "How many dates took part, 1 but for quegan-yu.",
        meta = {"title=Number of dates"})
  })
  public Map<String, Object> execute(
      @DescribeParameter(
              name = "cube",
              description = "Name of the cube, as its coverage is called.",
              meta = {"title=Cube"})
          String cube,
      @DescribeParameter(
              name = "bands",
              min = 0,
              max = 24,
              collectionType = String.class,
              description =
                  "Bands of the cube and expressions over them, each filtered by itself; repeated or"
                      + " parted by commas. Without it, all bands.",
              meta = {"title=Bands or expressions"})
          List<String> bands,
      @DescribeParameter(
              name = "area",
              min = 0,
              description = "Area of interest. Without it, the whole cube.",
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
              name = "date",
              description =
                  "The date to filter: an ISO 8601 date, time or start/end, of which the newest is"
                      + " taken; UTC.",
              meta = {"title=Date"})
          String date,
      @DescribeParameter(
              name = "time",
              min = 0,
              description =
                  "For quegan-yu only: the dates that take part, an ISO 8601 date or start/end, both"
                      + " ends included, or several of these parted by commas; UTC. Without it, all"
                      + " dates of the cube.",
              meta = {"title=Time"})
          String time,
      @DescribeParameter(
              name = "filter",
              min = 0,
              defaultValue = "refined-lee",
              description = "boxcar, lee, refined-lee, gamma-map or quegan-yu.",
              meta = {"title=Filter"})
          String filter,
      @DescribeParameter(
              name = "localMean",
              min = 0,
              defaultValue = "boxcar",
              description =
                  "For quegan-yu only: the filter that makes the local means, boxcar, lee,"
                      + " refined-lee or gamma-map.",
              meta = {"title=Filter of the local means"})
          String localMean,
      @DescribeParameter(
              name = "window",
              min = 0,
              defaultValue = "7",
              minValue = 3,
              maxValue = SpeckleFilter.MAX_WINDOW,
              description = "Side of the square window in pixels, odd; 7 for refined-lee.",
              meta = {"title=Window"})
          Integer window,
      @DescribeParameter(
              name = "looks",
              min = 0,
              defaultValue = "4.4",
              minValue = 0,
              description =
                  "Equivalent number of looks of the images, more than 0; 4.4 for Sentinel-1 IW GRDH.",
              meta = {"title=Number of looks"})
          Double looks,
      @DescribeParameter(
              name = "values",
              min = 0,
              description =
                  "What the values of the bands are: power, amplitude or decibel. Without it,"
                      + " decibel for bands whose unit is dB, else power.",
              meta = {"title=Values"})
          String values,
      ProgressListener progress) {
    CubeSource.Found found = cubes.find(cube);
    boolean multiTemporal = QUEGAN_YU.equals(filter);
    SpeckleRequest request =
        new SpeckleRequest(
            found.cube(),
            Areas.of(found, area, areaCrs),
            BandSelection.of(found.cube(), bands == null ? List.of() : bands),
            TimeText.parse(date, "date"),
            filter(multiTemporal, filter, localMean, window, looks),
            others(multiTemporal, time),
            values(values));
    FilteredDate filtered =
        new SpeckleFiltering(found.engine(), maxPixels)
            .compute(request, ListenedProgress.of(progress));
    Map<String, Object> results = new LinkedHashMap<>();
    results.put(
        "coverage",
        FloatCoverages.create(
            "filtered", filtered.grid(), filtered.names(), samples(filtered), found.crs()));
    results.put("dates", filtered.dates());
    return results;
  }

  private static float[][] samples(FilteredDate filtered) {
    float[][] samples = new float[filtered.bands().size()][];
    for (int b = 0; b < samples.length; b++) {
      RasterBlock band = filtered.bands().get(b);
      samples[b] = band.samples();
      for (int i = 0; i < samples[b].length; i++) {
        if (!band.mask().isValid(i)) {
          samples[b][i] = Float.NaN;
        }
      }
    }
    return samples;
  }

  private static SpeckleFilter filter(
      boolean multiTemporal, String filter, String localMean, int window, double looks) {
    String parameter = multiTemporal ? "localMean" : "filter";
    SpeckleFilter.Kind kind =
        checked(parameter, () -> SpeckleFilter.Kind.parse(multiTemporal ? localMean : filter));
    return checked(looks > 0 ? "window" : "looks", () -> new SpeckleFilter(kind, window, looks));
  }

  private static List<TimeInterval> others(boolean multiTemporal, String time) {
    if (multiTemporal) {
      return TimeText.parse(time, "time");
    }
    if (time != null && !time.isBlank()) {
      throw new InvalidParameterException(
          "time", "time must be given with filter quegan-yu only, was " + time);
    }
    return null;
  }

  private static PowerScale values(String values) {
    return values == null || values.isBlank()
        ? null
        : checked("values", () -> PowerScale.parse(values));
  }

  private static <T> T checked(String parameter, Supplier<T> maker) {
    try {
      return maker.get();
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException(parameter, e.getMessage(), e);
    }
  }
}
