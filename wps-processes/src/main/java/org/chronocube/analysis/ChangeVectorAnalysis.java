// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.ChangeVectors;
import org.chronocube.algorithm.Sieve;
import org.chronocube.algorithm.Standardisation;
import org.chronocube.algorithm.StatisticsAccumulator;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.raster.ValidMask;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * Change vector analysis of two times of a cube: {@link ChangeVectors}, a threshold, a minimum
 * mapping unit, outlines.
 *
 * <p>Bands are read block by block, twice when they are standardised (once for the statistics);
 * what grows with the area is the result, some 20 bytes a pixel, so the area is limited.
 */
public final class ChangeVectorAnalysis {

  private static final Shape BLOCK = new Shape(512, 512);

  private final CubeEngine engine;
  private final CrsRegistry crs;
  private final long maxPixels;

  /**
   * @param maxPixels largest grid, in pixels
   */
  public ChangeVectorAnalysis(CubeEngine engine, CrsRegistry crs, long maxPixels) {
    this.engine = engine;
    this.crs = crs;
    this.maxPixels = maxPixels;
  }

  /**
   * Reads, compares and outlines.
   *
   * @throws InvalidParameterException when a time selects no scene on the area or the area is too
   *     large
   * @throws org.chronocube.io.RasterReadException when a file cannot be read
   * @throws org.chronocube.cube.CancelledException when cancelled
   */
  public ChangeMap compute(ChangeRequest request, Progress progress) {
    GeoBox grid = request.area().grid();
    if (grid.shape().pixels() > maxPixels) {
      throw new InvalidParameterException(
          "area", "area must have at most " + maxPixels + " pixels, had " + grid.shape().pixels());
    }
    List<Instant> before = instants(request, request.before(), "before");
    List<Instant> after = instants(request, request.after(), "after");
    PairReader pairs = new PairReader(engine, request);
    List<Window> windows = new GeoBoxTiles(grid, BLOCK).windows();
    ChangeVectors vectors =
        request.standardise()
            ? standardised(request, pairs, windows, TimeSeries.part(progress, 0, 2))
            : plain(request);
    int n = Math.toIntExact(grid.shape().pixels());
    float[] magnitude = new float[n];
    float[] direction = new float[n];
    ValidMask valid = ValidMask.noneValid(n);
    Progress rest = request.standardise() ? TimeSeries.part(progress, 1, 2) : progress;
    for (int i = 0; i < windows.size(); i++) {
      progress.checkCancelled();
      PairReader.Pair pair = pairs.read(windows.get(i), TimeSeries.part(rest, i, windows.size()));
      place(pair, vectors, grid.shape(), magnitude, direction, valid);
    }
    return finish(request, grid, magnitude, direction, valid, before, after, pairs, progress);
  }

  private ChangeMap finish(
      ChangeRequest request,
      GeoBox grid,
      float[] magnitude,
      float[] direction,
      ValidMask valid,
      List<Instant> before,
      List<Instant> after,
      PairReader pairs,
      Progress progress) {
    double threshold = request.threshold().of(magnitude, valid);
    byte[] change = ChangeVectors.above(magnitude, valid, threshold);
    progress.checkCancelled();
    PatchOutlines outlines = new PatchOutlines(grid, request.connectivity(), crs);
    int minPixels = outlines.pixels(request.minimumArea());
    Sieve.apply(grid.shape(), change, minPixels, request.connectivity());
    progress.checkCancelled();
    List<ChangeMap.Patch> patches = outlines.of(change, magnitude, progress);
    progress.report(1);
    return new ChangeMap(
        grid,
        magnitude,
        direction,
        ChangeVectors.isAngle(request.bands().items().size()),
        change,
        valid,
        threshold,
        before,
        after,
        patches,
        pairs.reports());
  }

  private List<Instant> instants(ChangeRequest request, List<TimeInterval> times, String name) {
    List<Instant> found =
        engine.times(request.cube(), request.area().grid(), times, Filter.INCLUDE);
    if (found.isEmpty()) {
      throw new InvalidParameterException(
          name, name + " must select a scene of " + request.cube().name() + ", was " + text(times));
    }
    return found;
  }

  private static String text(List<TimeInterval> times) {
    return times.stream().map(t -> t.start() + "/" + t.last()).collect(Collectors.joining(","));
  }

  private static ChangeVectors plain(ChangeRequest request) {
    List<Standardisation> none =
        Collections.nCopies(request.bands().items().size(), Standardisation.NONE);
    return new ChangeVectors(none, none);
  }

  private static ChangeVectors standardised(
      ChangeRequest request, PairReader pairs, List<Window> windows, Progress progress) {
    int bands = request.bands().items().size();
    List<StatisticsAccumulator> before = accumulators(bands);
    List<StatisticsAccumulator> after = accumulators(bands);
    for (int i = 0; i < windows.size(); i++) {
      progress.checkCancelled();
      PairReader.Pair pair =
          pairs.read(windows.get(i), TimeSeries.part(progress, i, windows.size()));
      for (int b = 0; b < bands; b++) {
        before.get(b).add(pair.before()[b], pair.valid(), null);
        after.get(b).add(pair.after()[b], pair.valid(), null);
      }
    }
    return new ChangeVectors(
        before.stream().map(Standardisation::of).toList(),
        after.stream().map(Standardisation::of).toList());
  }

  // Without percentiles nothing has to be kept.
  private static List<StatisticsAccumulator> accumulators(int bands) {
    List<StatisticsAccumulator> result = new ArrayList<>(bands);
    for (int i = 0; i < bands; i++) {
      result.add(StatisticsAccumulator.withoutPercentiles());
    }
    return result;
  }

  private static void place(
      PairReader.Pair pair,
      ChangeVectors vectors,
      Shape shape,
      float[] magnitude,
      float[] direction,
      ValidMask valid) {
    Window window = pair.window();
    int n = Math.toIntExact(window.pixels());
    float[] blockMagnitude = new float[n];
    float[] blockDirection = new float[n];
    vectors.compute(pair.before(), pair.after(), blockMagnitude, blockDirection, 0);
    for (int i = 0; i < n; i++) {
      int row = window.rowStart() + i / window.width();
      int at = row * shape.width() + window.colStart() + i % window.width();
      if (pair.valid().isValid(i)) {
        magnitude[at] = blockMagnitude[i];
        direction[at] = blockDirection[i];
        valid.setValid(at);
      }
    }
  }
}
