// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.ChangeMap;
import org.chronocube.analysis.Period;
import org.chronocube.analysis.PixelSeriesRequest;
import org.chronocube.analysis.Season;
import org.chronocube.analysis.SeriesAnalysis;
import org.chronocube.analysis.TimeText;
import org.chronocube.catalog.RunLimits;
import org.chronocube.cube.Progress;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;
import org.chronocube.wps.declaration.Output;
import org.chronocube.wps.declaration.ProcessDescription;

/** Looks at the time series of every pixel of a cube with any method. */
final class PixelSeriesProcess implements EstimableProcess {

  /** Between what a test and what a sorted slope takes. */
  private static final double NANOS_PER_VALUE = 150;

  private static final Input<String> SEASON =
      Input.text(
              "season",
              "Season",
              "Part of each year that is looked at, MM-DD/MM-DD, both days included, such as"
                  + " 06-01/09-15. Without it, the whole year.")
          .optional();

  private static final Input<String> REDUCTION =
      Input.text(
              "reduction",
              "Reduction",
              "How the valid values of a period become one: median, mean, min or max.")
          .orElse(Period.Reduction.MEDIAN.id())
          .oneOf(Stream.of(Period.Reduction.values()).map(Period.Reduction::id).toList());

  private final SeriesDeclaration declaration;
  private final CubeSource cubes;
  private final Input<String> period;
  private final Input<String> threshold;
  private final ProcessDescription description;

  PixelSeriesProcess(SeriesDeclaration declaration, CubeSource cubes) {
    this.declaration = declaration;
    this.cubes = cubes;
    this.period =
        Input.text(
                "period",
                "Period",
                "What one value of the series is: none for each date, month, or year.")
            .orElse(declaration.period().id())
            .oneOf(Stream.of(Period.Unit.values()).map(Period.Unit::id).toList());
    this.threshold =
        declaration.threshold() == null
            ? null
            : CommonInputs.THRESHOLD.orElse(declaration.threshold());
    this.description =
        new ProcessDescription(
            declaration.name(),
            declaration.title(),
            declaration.description(),
            "1.0.0",
            inputs(),
            outputs());
  }

  private List<Input<?>> inputs() {
    List<Input<?>> inputs =
        new ArrayList<>(
            List.of(
                CommonInputs.CUBE,
                CommonInputs.BANDS,
                CommonInputs.AREA,
                CommonInputs.AREA_CRS,
                CommonInputs.RESOLUTION,
                CommonInputs.TIME,
                CommonInputs.FILTER,
                SEASON,
                period,
                REDUCTION));
    for (Input<?> own : declaration.inputs()) {
      inputs.removeIf(common -> common.name().equals(own.name()));
    }
    inputs.addAll(declaration.inputs());
    if (threshold != null) {
      inputs.addAll(List.of(threshold, CommonInputs.WEAK_THRESHOLD));
    }
    if (declaration.tellsChange()) {
      inputs.addAll(CommonInputs.CLEANING);
    }
    return inputs;
  }

  private List<Output> outputs() {
    List<Output> outputs = new ArrayList<>();
    outputs.add(CommonOutputs.coverage(declaration.bandsOfCoverage()));
    if (declaration.tellsChange()) {
      outputs.add(CommonOutputs.POLYGONS);
    }
    outputs.add(CommonOutputs.REPORT);
    return outputs;
  }

  @Override
  public ProcessDescription description() {
    return description;
  }

  @Override
  public RunEstimate estimate(Inputs inputs) {
    CubeSource.Found found = CommonInputs.cube(inputs, cubes);
    return estimate(found, request(inputs, found));
  }

  @Override
  public RunLimits limits(Inputs inputs) {
    return CommonInputs.cube(inputs, cubes).limits();
  }

  private static RunEstimate estimate(CubeSource.Found found, PixelSeriesRequest request) {
    SeriesAnalysis analysis = new SeriesAnalysis(found.engine(), found.crs());
    return RunEstimate.of(
        request.area().grid().shape().pixels(),
        analysis.instants(request).size(),
        request.bands().items().size(),
        1,
        analysis.layers(request).size() + 1,
        NANOS_PER_VALUE);
  }

  @Override
  public Map<String, Object> execute(Inputs inputs, Progress progress) {
    CubeSource.Found found = CommonInputs.cube(inputs, cubes);
    PixelSeriesRequest request = request(inputs, found);
    estimate(found, request).check(found.limits());
    ChangeMap map =
        new SeriesAnalysis(found.engine(), found.crs())
            .compute(
                request,
                declaration.tellsChange()
                    ? CommonInputs.rules(inputs, threshold)
                    : CommonInputs.NO_RULES,
                progress);
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("coverage", ChangeCoverages.of(declaration.name(), map, found.crs()));
    if (declaration.tellsChange()) {
      results.put("polygons", ChangeFeatures.of(map, found.crs()));
    }
    results.put("report", Reports.of(description, inputs, request.area(), map, found.crs()));
    return results;
  }

  private PixelSeriesRequest request(Inputs inputs, CubeSource.Found found) {
    BandSelection bands = BandSelection.of(found.cube(), inputs.all(CommonInputs.BANDS));
    return new PixelSeriesRequest(
        found.cube(),
        CommonInputs.area(inputs, found),
        bands,
        TimeText.parse(inputs.orNull(CommonInputs.TIME), "time"),
        CommonInputs.filter(inputs),
        Season.parse(inputs.orNull(SEASON)),
        new Period(
            Period.Unit.valueOf(inputs.get(period).toUpperCase(Locale.ROOT)),
            Period.Reduction.valueOf(inputs.get(REDUCTION).toUpperCase(Locale.ROOT))),
        declaration.method(
            inputs,
            bands.items().stream().map(BandSelection.Item::name).toList(),
            bands.items().stream().map(BandSelection.Item::unit).toList()));
  }
}
