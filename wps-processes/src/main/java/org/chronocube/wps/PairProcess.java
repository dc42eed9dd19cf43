// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.algorithm.pair.PairMethod;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.ChangeMap;
import org.chronocube.analysis.CubePair;
import org.chronocube.analysis.PairAnalysis;
import org.chronocube.analysis.PairImages;
import org.chronocube.catalog.RunLimits;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;
import org.chronocube.wps.declaration.Output;
import org.chronocube.wps.declaration.ProcessDescription;
import org.geotools.coverage.grid.GridCoverage2D;

/** Compares two times of a cube, or two coverages, with any method. */
final class PairProcess implements EstimableProcess {

  private static final double NANOS_PER_PASS = 10;

  private final PairDeclaration declaration;
  private final CubeSource cubes;
  private final Input<String> threshold;
  private final ProcessDescription description;

  PairProcess(PairDeclaration declaration, CubeSource cubes) {
    this.declaration = declaration;
    this.cubes = cubes;
    this.threshold = CommonInputs.THRESHOLD.orElse(declaration.threshold());
    this.description =
        new ProcessDescription(
            declaration.name(),
            declaration.title(),
            declaration.description(),
            "1.0.0",
            inputs(),
            List.<Output>of(
                CommonOutputs.coverage(declaration.bandsOfCoverage()),
                CommonOutputs.POLYGONS,
                CommonOutputs.THRESHOLD,
                CommonOutputs.REPORT));
  }

  private List<Input<?>> inputs() {
    List<Input<?>> inputs =
        new ArrayList<>(
            List.of(
                CommonInputs.CUBE.optional(),
                CommonInputs.BANDS,
                CommonInputs.AREA,
                CommonInputs.AREA_CRS,
                CommonInputs.RESOLUTION,
                CommonInputs.BEFORE,
                CommonInputs.AFTER,
                CommonInputs.FILTER,
                CommonInputs.BEFORE_COVERAGE,
                CommonInputs.AFTER_COVERAGE,
                CommonInputs.COMPOSITE));
    inputs.removeAll(declaration.withoutInputs());
    for (Input<?> own : declaration.inputs()) {
      inputs.removeIf(common -> common.name().equals(own.name()));
    }
    inputs.addAll(declaration.inputs());
    inputs.addAll(List.of(threshold, CommonInputs.WEAK_THRESHOLD));
    inputs.addAll(CommonInputs.CLEANING);
    return inputs;
  }

  @Override
  public ProcessDescription description() {
    return description;
  }

  @Override
  public RunEstimate estimate(Inputs inputs) {
    Setup setup = setup(inputs);
    return estimate(setup.pair, method(inputs, setup));
  }

  @Override
  public RunLimits limits(Inputs inputs) {
    return setup(inputs).limits;
  }

  @Override
  public Map<String, Object> execute(Inputs inputs, Progress progress) {
    Setup setup = setup(inputs);
    PairMethod method = method(inputs, setup);
    estimate(setup.pair, method).check(setup.limits);
    ChangeMap map =
        new PairAnalysis(setup.crs)
            .compute(setup.pair, method, CommonInputs.rules(inputs, threshold), progress);
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("coverage", ChangeCoverages.of(declaration.name(), map, setup.crs));
    results.put("polygons", ChangeFeatures.of(map, setup.crs));
    results.put("threshold", map.threshold().high());
    results.put("report", Reports.of(description, inputs, setup.pair.area(), map, setup.crs));
    return results;
  }

  /** What is compared; nothing has been read. */
  private record Setup(PairImages pair, List<String> units, CrsRegistry crs, RunLimits limits) {}

  private Setup setup(Inputs inputs) {
    GridCoverage2D before = inputs.orNull(CommonInputs.BEFORE_COVERAGE);
    GridCoverage2D after = inputs.orNull(CommonInputs.AFTER_COVERAGE);
    if (before == null && after == null) {
      CubeSource.Found found = CommonInputs.cube(inputs, cubes);
      BandSelection bands = bands(inputs, found);
      return new Setup(pair(inputs, found, bands), units(bands), found.crs(), found.limits());
    }
    CrsRegistry crs = new CrsRegistry();
    PairImages pair = CoveragePair.of(inputs, before, after, crs);
    return new Setup(pair, Collections.nCopies(pair.bands().size(), ""), crs, RunLimits.DEFAULT);
  }

  private PairMethod method(Inputs inputs, Setup setup) {
    return declaration.method(inputs, setup.pair.bands(), setup.units);
  }

  // How many layers there are is only known after the method has learned: bands and some more.
  private static RunEstimate estimate(PairImages pair, PairMethod method) {
    int bands = pair.bands().size();
    int dates = pair.sources().stream().mapToInt(s -> Math.max(1, s.instants().size())).sum();
    return RunEstimate.of(
        pair.area().grid().shape().pixels(),
        dates,
        bands,
        PairAnalysis.readings(pair, method),
        bands + 3,
        NANOS_PER_PASS * (method.passes() + 1));
  }

  private BandSelection bands(Inputs inputs, CubeSource.Found found) {
    List<String> own = declaration.bands(inputs, found);
    return BandSelection.of(found.cube(), own == null ? inputs.all(CommonInputs.BANDS) : own);
  }

  private static List<String> units(BandSelection bands) {
    return bands.items().stream().map(BandSelection.Item::unit).toList();
  }

  private PairImages pair(Inputs inputs, CubeSource.Found found, BandSelection bands) {
    Area area = CommonInputs.area(inputs, found);
    return new CubePair(
        found.engine(),
        found.cube(),
        area,
        bands,
        CommonInputs.before(inputs),
        CommonInputs.after(inputs),
        CommonInputs.composite(inputs),
        CommonInputs.filter(inputs));
  }
}
