// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.chronocube.InvalidParameterException;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.Series;
import org.chronocube.analysis.SeriesRequest;
import org.chronocube.analysis.TimeSeries;
import org.chronocube.analysis.TimeText;
import org.chronocube.cube.Progress;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;
import org.chronocube.wps.declaration.Output;
import org.chronocube.wps.declaration.ProcessDescription;
import org.geotools.api.filter.Filter;
import org.geotools.data.simple.SimpleFeatureCollection;

/** {@code datacube:TimeSeries}: {@link TimeSeries} as features, one for each time and band. */
final class TimeSeriesProcess implements DatacubeProcess {

  private static final Input<String> PERCENTILES =
      Input.text("percentiles", "Percentiles", "Percentiles, 0 to 100, parted by commas.")
          .orElse("5,25,50,75,95")
          .in("%");

  private static final Input<Double> MIN_VALID =
      Input.number(
              "minValid",
              "Smallest share of valid pixels",
              "Times at which no band has at least this percentage of the area's pixels valid are"
                  + " left out.")
          .orElse(0.0)
          .in("%");

  private static final ProcessDescription DESCRIPTION =
      new ProcessDescription(
          "TimeSeries",
          "Time series of an area",
          "Statistics of an area at every time of a cube: number of pixels, share of valid ones,"
              + " mean, standard deviation, minimum, maximum and percentiles of bands and of index"
              + " expressions, in physical values. Pixels count when their centre is in the area; an"
              + " area without any pixel centre takes the pixels it touches.",
          "1.0.0",
          List.of(
              CommonInputs.CUBE,
              CommonInputs.AREA,
              CommonInputs.AREA_CRS,
              CommonInputs.TIME,
              CommonInputs.BANDS,
              PERCENTILES,
              MIN_VALID),
          List.of(
              Output.primary(
                  SimpleFeatureCollection.class,
                  "series",
                  "Series",
                  "One feature for each time and band, ascending in time. Its geometry is the area,"
                      + " or the area's bounding box when it has more than 256 vertices. Attributes:"
                      + " time, band, unit, pixels (of the area), count (valid ones), validShare,"
                      + " mean, sd (sample standard deviation), min, max, pNN (percentiles), exact"
                      + " (false when percentiles are of a histogram with 0.05 % wide bins), rule"
                      + " (centre or touched).")));

  private final CubeSource cubes;

  TimeSeriesProcess(CubeSource cubes) {
    this.cubes = cubes;
  }

  @Override
  public ProcessDescription description() {
    return DESCRIPTION;
  }

  @Override
  public Map<String, Object> execute(Inputs inputs, Progress progress) {
    CubeSource.Found found = cubes.find(inputs.get(CommonInputs.CUBE));
    SeriesRequest request =
        new SeriesRequest(
                found.cube(),
                CommonInputs.area(inputs, found),
                TimeText.parse(inputs.orNull(CommonInputs.TIME), "time"),
                BandSelection.of(found.cube(), inputs.all(CommonInputs.BANDS)),
                percentiles(inputs.get(PERCENTILES)),
                Filter.INCLUDE)
            .withMinValid(inputs.get(MIN_VALID));
    Series series = new TimeSeries(found.engine()).compute(request, progress);
    return Map.of("series", SeriesFeatures.of(series, request.percentiles(), found.crs()));
  }

  static List<Double> percentiles(String text) {
    List<Double> values = new ArrayList<>();
    for (String part : text.split(",")) {
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
