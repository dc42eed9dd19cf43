// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.ChangeMap;
import org.chronocube.analysis.ChangeRequest;
import org.chronocube.analysis.ChangeVectorAnalysis;
import org.chronocube.analysis.Threshold;
import org.chronocube.analysis.TimeText;
import org.chronocube.mosaic.MosaicRule;
import org.geotools.api.util.ProgressListener;
import org.geotools.coverage.grid.GridCoverage2D;
import org.geotools.data.simple.SimpleFeatureCollection;
import org.geotools.process.factory.DescribeParameter;
import org.geotools.process.factory.DescribeProcess;
import org.geotools.process.factory.DescribeResult;
import org.geotools.process.factory.DescribeResults;
import org.locationtech.jts.geom.Geometry;

/** {@code datacube:ChangeVectorAnalysis}: {@link ChangeVectorAnalysis} as coverage and polygons. */
@DescribeProcess(
    title = "Change vector analysis",
    description =
        "Compares two times of a cube (Malila 1980): the magnitude of change is the Euclidean length"
            + " of the difference of all bands, each standardised to mean 0 and standard deviation"
            + " 1 at each time unless switched off; its direction is, for two bands, the angle in"
            + " degrees (0 = the first band grows, 90 = the second), else the sector code (bit i is"
            + " set when band i grows). Pixels whose magnitude is above a threshold, Otsu's unless"
            + " given, are change; small patches are dropped.",
    version = "1.0.0")
public final class ChangeVectorAnalysisProcess implements DatacubeProcess {

  private final CubeSource cubes;
  private final long maxPixels;

  /**
   * @param maxPixels largest area
   */
  public ChangeVectorAnalysisProcess(CubeSource cubes, long maxPixels) {
    this.cubes = cubes;
    this.maxPixels = maxPixels;
  }

  /** Runs the process; parameters as annotated. */
  @DescribeResults({
    @DescribeResult(
        name = "coverage",
        type = GridCoverage2D.class,
        description =
            "Bands magnitude, direction and change (1 = change, 0 = none); NaN where a pixel is"
                + " outside the area or not valid at both times. On the cube's grid.",
        meta = {"title=Change coverage"},
        primary = true),
    @DescribeResult(
        name = "polygons",
        type = SimpleFeatureCollection.class,
        description =
            "One feature for each patch of change, along pixel edges, in the cube's CRS. Attributes:"
                + " before, after (times of the newest scene of each), magnitude (mean), area (m2 on"
                + " the WGS 84 ellipsoid), pixels.",
        meta = {"title=Patches of change"}),
    @DescribeResult(
        name = "threshold",
        type = Double.class,
        description = "The magnitude above which pixels are change.",
        meta = {"title=Threshold"})
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
                  "Bands of the cube and expressions over them; repeated or parted by commas. Without"
                      + " it, all bands.",
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
              name = "before",
              description = "The earlier time: an ISO 8601 date, time or start/end; UTC.",
              meta = {"title=Before"})
          String before,
      @DescribeParameter(
              name = "after",
              description = "The later time: an ISO 8601 date, time or start/end; UTC.",
              meta = {"title=After"})
          String after,
      @DescribeParameter(
              name = "composite",
              min = 0,
              defaultValue = "median",
              description =
                  "How several scenes of one time become one image: first-valid, most-recent,"
                      + " least-cloudy, min, max, mean, median or percentile:P.",
              meta = {"title=Composite rule"})
          String composite,
      @DescribeParameter(
              name = "standardise",
              min = 0,
              defaultValue = "true",
              description =
                  "Whether each band of each time is brought to mean 0 and standard deviation 1 over"
                      + " the area first.",
              meta = {"title=Standardise"})
          Boolean standardise,
      @DescribeParameter(
              name = "threshold",
              min = 0,
              defaultValue = "otsu",
              description =
                  "otsu, or the magnitude above which pixels are change; in standard deviations when"
                      + " standardised, else in the bands' unit.",
              meta = {"title=Threshold"})
          String threshold,
      @DescribeParameter(
              name = "minimumArea",
              min = 0,
              defaultValue = "0",
              minValue = 0,
              description =
                  "Minimum mapping unit: smaller patches are dropped. Counted in whole pixels by the"
                      + " area of the middle pixel.",
              meta = {"title=Minimum mapping unit", "unit=m2"})
          Double minimumArea,
      @DescribeParameter(
              name = "neighbours",
              min = 0,
              defaultValue = "8",
              minValue = 4,
              maxValue = 8,
              description = "8: pixels that touch at a corner are one patch; 4: they are two.",
              meta = {"title=Neighbours"})
          Integer neighbours,
      ProgressListener progress) {
    CubeSource.Found found = cubes.find(cube);
    ChangeRequest request =
        new ChangeRequest(
            found.cube(),
            Areas.of(found, area, areaCrs),
            BandSelection.of(found.cube(), bands == null ? List.of() : bands),
            TimeText.parse(before, "before"),
            TimeText.parse(after, "after"),
            rule(composite),
            standardise,
            Threshold.parse(threshold),
            minimumArea,
            connectivity(neighbours));
    ChangeMap map =
        new ChangeVectorAnalysis(found.engine(), found.crs(), maxPixels)
            .compute(request, ListenedProgress.of(progress));
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("coverage", ChangeCoverage.of(map, found.crs()));
    results.put("polygons", ChangeFeatures.of(map, found.crs()));
    results.put("threshold", map.threshold());
    return results;
  }

  private static MosaicRule rule(String text) {
    try {
      return MosaicRule.parse(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidParameterException("composite", e.getMessage(), e);
    }
  }

  private static Connectivity connectivity(int neighbours) {
    return switch (neighbours) {
      case 4 -> Connectivity.FOUR;
      case 8 -> Connectivity.EIGHT;
      default ->
          throw new InvalidParameterException(
              "neighbours", "neighbours must be 4 or 8, was " + neighbours);
    };
  }
}
