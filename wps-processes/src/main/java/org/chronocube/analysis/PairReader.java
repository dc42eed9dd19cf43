// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.grid.Window;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * Reads both times of a change request, block by block, and remembers blocks while they are few.
 */
final class PairReader {

  /** Samples remembered between the two passes of a standardised analysis: 256 MiB. */
  private static final long MEMORY_SAMPLES = 1L << 26;

  /**
   * One block at both times.
   *
   * @param window in the area's grid
   * @param before physical values, [band][pixel]
   * @param after physical values, [band][pixel]
   * @param valid pixels of the area that are valid in all bands at both times
   */
  record Pair(Window window, float[][] before, float[][] after, ValidMask valid) {}

  private final CubeEngine engine;
  private final ChangeRequest request;
  private final boolean remember;
  private final Map<Window, Pair> remembered = new LinkedHashMap<>();
  private final List<Set<String>> scenes = List.of(new LinkedHashSet<>(), new LinkedHashSet<>());

  PairReader(CubeEngine engine, ChangeRequest request) {
    this.engine = engine;
    this.request = request;
    long samples = 2L * request.area().grid().shape().pixels() * request.bands().items().size();
    remember = request.standardise() && samples <= MEMORY_SAMPLES;
  }

  Pair read(Window window, Progress progress) {
    Pair known = remembered.remove(window);
    if (known != null) {
      progress.report(1);
      return known;
    }
    List<RasterBlock> before = blocks(window, request.before(), 0, progress);
    progress.report(0.5);
    List<RasterBlock> after = blocks(window, request.after(), 1, progress);
    progress.report(1);
    List<ValidMask> masks = new ArrayList<>();
    before.forEach(b -> masks.add(b.mask()));
    after.forEach(b -> masks.add(b.mask()));
    masks.add(request.area().mask(window));
    Pair pair = new Pair(window, samples(before), samples(after), ValidMask.allValid(masks));
    if (remember) {
      remembered.put(window, pair);
    }
    return pair;
  }

  private List<RasterBlock> blocks(
      Window window, List<TimeInterval> times, int which, Progress progress) {
    CubeRequest read =
        new CubeRequest(
            request.area().grid().crop(window),
            request.bands().cubeBandNames(),
            times,
            request.composite(),
            request.cube().resampling(),
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    CubeRaster raster = engine.read(request.cube(), read, cancelOnly(progress));
    scenes.get(which).addAll(raster.report().scenes());
    return request.bands().evaluate(raster.blocks());
  }

  static Progress cancelOnly(Progress progress) {
    return new Progress() {
      @Override
      public void report(double fraction) {}

      @Override
      public boolean isCancelled() {
        return progress.isCancelled();
      }
    };
  }

  private static float[][] samples(List<RasterBlock> blocks) {
    return blocks.stream().map(RasterBlock::samples).toArray(float[][]::new);
  }

  /** What was read for the earlier and for the later time. */
  List<ReadReport> reports() {
    return scenes.stream().map(s -> new ReadReport(List.copyOf(s), List.of())).toList();
  }
}
