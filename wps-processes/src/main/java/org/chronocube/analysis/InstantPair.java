// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.grid.Window;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.time.TimeInterval;

/** Two instants of a cube on the grid of a request, read in the way the request says. */
final class InstantPair implements PairImages {

  private final CubeEngine engine;
  private final Cube cube;
  private final BandSelection bands;
  private final CubeRequest request;
  private final PairTimes times;
  private final Area area;
  private final Reports before = new Reports();
  private final Reports after = new Reports();

  /**
   * @param request its target is the grid; its bands and times are not looked at
   */
  InstantPair(
      CubeEngine engine, Cube cube, BandSelection bands, CubeRequest request, PairTimes times) {
    this.engine = engine;
    this.cube = cube;
    this.bands = bands;
    this.request = request;
    this.times = times;
    this.area = Area.whole(request.target());
  }

  @Override
  public Area area() {
    return area;
  }

  @Override
  public List<String> bands() {
    return bands.items().stream().map(BandSelection.Item::name).toList();
  }

  @Override
  public PairBlock read(Window window, int margin, Progress progress) {
    Window padded = window.pad(margin);
    List<RasterBlock> earlier = blocks(padded, times.before(), before, progress);
    List<RasterBlock> later = blocks(padded, times.after(), after, progress);
    List<ValidMask> masks = new ArrayList<>();
    earlier.forEach(b -> masks.add(b.mask()));
    later.forEach(b -> masks.add(b.mask()));
    return PairBlocks.of(
        area, window, margin, samples(earlier), samples(later), ValidMask.allValid(masks));
  }

  private List<RasterBlock> blocks(
      Window padded, Instant instant, Reports reports, Progress progress) {
    progress.checkCancelled();
    CubeRequest read =
        request
            .withTarget(request.target().crop(padded))
            .withBands(bands.cubeBandNames())
            .withTimes(List.of(TimeInterval.at(instant)));
    CubeRaster raster = engine.read(cube, read, Progress.cancelOnly(progress));
    reports.add(raster.report());
    return bands.evaluate(raster.blocks());
  }

  private static float[][] samples(List<RasterBlock> blocks) {
    return blocks.stream().map(RasterBlock::samples).toArray(float[][]::new);
  }

  @Override
  public List<Provenance.Source> sources() {
    return List.of(
        new Provenance.Source("before", cube.name(), List.of(times.before()), before.merged()),
        new Provenance.Source("after", cube.name(), List.of(times.after()), after.merged()));
  }

  /** What both images were made of so far. */
  ReadReport report() {
    Reports both = new Reports();
    both.add(before.merged());
    both.add(after.merged());
    return both.merged();
  }

  /** Reports of blocks as one, each thing once. */
  private static final class Reports {
    private final Set<String> scenes = new LinkedHashSet<>();
    private final Set<String> coregistered = new LinkedHashSet<>();
    private final Set<ReadReport.Failure> failures = new LinkedHashSet<>();

    synchronized void add(ReadReport report) {
      scenes.addAll(report.scenes());
      coregistered.addAll(report.coregistered());
      failures.addAll(report.failures());
    }

    synchronized ReadReport merged() {
      return new ReadReport(List.copyOf(scenes), List.copyOf(coregistered), List.copyOf(failures));
    }
  }
}
