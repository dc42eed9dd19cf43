// SPDX-License-Identifier: Apache-2.0
package org.chronocube.wps;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.chronocube.analysis.Area;
import org.chronocube.analysis.BandSelection;
import org.chronocube.analysis.ChangeMap;
import org.chronocube.analysis.CubePair;
import org.chronocube.analysis.PairAnalysis;
import org.chronocube.analysis.PairImages;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Progress;
import org.chronocube.wps.declaration.Input;
import org.chronocube.wps.declaration.Inputs;
import org.chronocube.wps.declaration.Output;
import org.chronocube.wps.declaration.ProcessDescription;
import org.geotools.coverage.grid.GridCoverage2D;

/** Compares two times of a cube, or two coverages, with any method. */
final class PairProcess implements DatacubeProcess {

  private final PairDeclaration declaration;
  private final CubeSource cubes;
  private final ProcessLimits limits;
  private final Input<String> threshold;
  private final ProcessDescription description;

  PairProcess(PairDeclaration declaration, CubeSource cubes, ProcessLimits limits) {
    this.declaration = declaration;
    this.cubes = cubes;
    this.limits = limits;
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
                CommonInputs.BEFORE_COVERAGE,
                CommonInputs.AFTER_COVERAGE,
                CommonInputs.COMPOSITE));
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
  public Map<String, Object> execute(Inputs inputs, Progress progress) {
    GridCoverage2D before = inputs.orNull(CommonInputs.BEFORE_COVERAGE);
    GridCoverage2D after = inputs.orNull(CommonInputs.AFTER_COVERAGE);
    if (before == null && after == null) {
      CubeSource.Found found = CommonInputs.cube(inputs, cubes);
      BandSelection bands = bands(inputs, found);
      return run(inputs, pair(inputs, found, bands), units(bands), found.crs(), progress);
    }
    CrsRegistry crs = new CrsRegistry();
    PairImages pair = CoveragePair.of(inputs, before, after, crs);
    return run(inputs, pair, Collections.nCopies(pair.bands().size(), ""), crs, progress);
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
    limits.checkPixels(area.grid().shape().pixels());
    return new CubePair(
        found.engine(),
        found.cube(),
        area,
        bands,
        CommonInputs.before(inputs),
        CommonInputs.after(inputs),
        CommonInputs.composite(inputs));
  }

  private Map<String, Object> run(
      Inputs inputs, PairImages pair, List<String> units, CrsRegistry crs, Progress progress) {
    limits.checkPixels(pair.area().grid().shape().pixels());
    ChangeMap map =
        new PairAnalysis(crs)
            .compute(
                pair,
                declaration.method(inputs, pair.bands(), units),
                CommonInputs.rules(inputs, threshold),
                progress);
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("coverage", ChangeCoverages.of(declaration.name(), map, crs));
    results.put("polygons", ChangeFeatures.of(map, crs));
    results.put("threshold", map.threshold().high());
    results.put("report", Reports.of(description, inputs, pair.area(), map, crs));
    return results;
  }
}
