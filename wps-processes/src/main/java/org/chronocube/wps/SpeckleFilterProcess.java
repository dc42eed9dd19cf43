// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.FilteredDate;
import org.chronocube.analysis.SpeckleFiltering;
import org.chronocube.analysis.SpeckleRequest;
import org.chronocube.analysis.TimeText;
import org.chronocube.cube.Progress;
import org.chronocube.kernel.speckle.SpeckleFilter;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;
import org.chronocube.wps.declaration.Output;
import org.chronocube.wps.declaration.ProcessDescription;

/** {@code datacube:SpeckleFilter}: {@link SpeckleFiltering} as a coverage. */
final class SpeckleFilterProcess implements DatacubeProcess {

  private static final String QUEGAN_YU = "quegan-yu";

  private static final Input<String> DATE =
      Input.text(
          "date",
          "Date",
          "The date to filter: an ISO 8601 date, time or start/end, of which the newest is taken;"
              + " UTC.");

  private static final Input<String> TIME =
      CommonInputs.TIME.described(
          "Time",
          "For quegan-yu only: the dates that take part, an ISO 8601 date or start/end, both ends"
              + " included, or several of these parted by commas; UTC. Without it, all dates of the"
              + " cube.");

  private static final Input<String> FILTER =
      Input.text("filter", "Filter", "boxcar, lee, refined-lee, gamma-map or quegan-yu.")
          .orElse("refined-lee");

  private static final Input<String> LOCAL_MEAN =
      Input.text(
              "localMean",
              "Filter of the local means",
              "For quegan-yu only: the filter that makes the local means, boxcar, lee, refined-lee"
                  + " or gamma-map.")
          .orElse("boxcar");

  private static final Input<Integer> WINDOW =
      Input.integer(
              "window", "Window", "Side of the square window in pixels, odd; 7 for refined-lee.")
          .orElse(7)
          .between(3.0, (double) SpeckleFilter.MAX_WINDOW);

  private static final Input<Double> LOOKS =
      Input.number(
              "looks",
              "Number of looks",
              "Equivalent number of looks of the images, more than 0; 4.4 for Sentinel-1 IW GRDH.")
          .orElse(4.4)
          .between(0.0, null);

  private static final ProcessDescription DESCRIPTION =
      new ProcessDescription(
          "SpeckleFilter",
          "Speckle filter",
          "One date of a cube of radar images with its speckle filtered, on the cube's grid:"
              + " boxcar, Lee (1980), refined Lee (1981), Gamma-MAP (Lopes 1993), or Quegan and Yu"
              + " (2001) with the other dates of an interval. Filters work in linear power; the"
              + " answer is in the bands' own values. Pixels without data are neither used nor"
              + " filled.",
          "1.0.0",
          List.of(
              CommonInputs.CUBE,
              CommonInputs.BANDS,
              CommonInputs.AREA,
              CommonInputs.AREA_CRS,
              DATE,
              TIME,
              FILTER,
              LOCAL_MEAN,
              WINDOW,
              LOOKS,
              CommonInputs.VALUES),
          List.of(
              CommonOutputs.coverage("The bands of the date in physical values."),
              Output.of(
                  Integer.class,
                  "dates",
                  "Number of dates",
                  "How many dates took part, 1 but for quegan-yu.")));

  private final CubeSource cubes;

  SpeckleFilterProcess(CubeSource cubes) {
    this.cubes = cubes;
  }

  @Override
  public ProcessDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Map<String, Object> execute(Inputs inputs, Progress progress) {
    CubeSource.Found found = cubes.find(inputs.get(CommonInputs.CUBE));
    boolean multiTemporal = inputs.get(FILTER).equals(QUEGAN_YU);
    SpeckleRequest request =
        new SpeckleRequest(
            found.cube(),
            CommonInputs.area(inputs, found),
            BandSelection.of(found.cube(), inputs.all(CommonInputs.BANDS)),
            TimeText.parse(inputs.get(DATE), "date"),
            filter(multiTemporal, inputs),
            others(multiTemporal, inputs.orNull(TIME)),
            CommonInputs.values(inputs));
    FilteredDate filtered =
        new SpeckleFiltering(found.engine(), found.limits().pixels()).compute(request, progress);
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

  private static SpeckleFilter filter(boolean multiTemporal, Inputs inputs) {
    Input<String> parameter = multiTemporal ? LOCAL_MEAN : FILTER;
    SpeckleFilter.Kind kind =
        CommonInputs.checked(
            parameter.name(), () -> SpeckleFilter.Kind.parse(inputs.get(parameter)));
    double looks = inputs.get(LOOKS);
    return CommonInputs.checked(
        looks > 0 ? "window" : "looks", () -> new SpeckleFilter(kind, inputs.get(WINDOW), looks));
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
}
