// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.pair.PairBlock;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.grid.Window;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/** Two times of a cube. */
public final class CubePair implements PairImages {

  private final CubeEngine engine;
  private final Cube cube;
  private final Area area;
  private final BandSelection bands;
  private final MosaicRule composite;
  private final Filter filter;
  private final Side before;
  private final Side after;

  /** One of the two times, and the scenes that gave pixels of it. */
  private record Side(
      String role, List<TimeInterval> times, List<Instant> instants, Set<String> scenes) {}

  /**
   * Finds the scenes of both times.
   *
   * @param before the earlier time; when it selects several scenes, {@code composite} joins them
   * @param after the later time, likewise
   * @param filter on scenes
   * @throws InvalidParameterException naming {@code before} or {@code after} when one selects no
   *     scene on the area
   */
  public CubePair(
      CubeEngine engine,
      Cube cube,
      Area area,
      BandSelection bands,
      List<TimeInterval> before,
      List<TimeInterval> after,
      MosaicRule composite,
      Filter filter) {
    this.filter = filter;
    this.engine = engine;
    this.cube = cube;
    this.area = area;
    this.bands = bands;
    this.composite = composite;
    this.before = side("before", before);
    this.after = side("after", after);
  }

  private Side side(String role, List<TimeInterval> times) {
    if (times.isEmpty()) {
      throw new InvalidParameterException(role, role + " must be given");
    }
    List<Instant> found = engine.times(cube, area.grid(), times, filter);
    if (found.isEmpty()) {
      throw new InvalidParameterException(
          role, role + " must select a scene of " + cube.name() + ", was " + text(times));
    }
    return new Side(role, times, found, Collections.synchronizedSet(new LinkedHashSet<>()));
  }

  private static String text(List<TimeInterval> times) {
    return times.stream().map(t -> t.start() + "/" + t.last()).collect(Collectors.joining(","));
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
    progress.checkCancelled();
    Window padded = window.pad(margin);
    List<RasterBlock> earlier = blocks(padded, before, progress);
    progress.checkCancelled();
    List<RasterBlock> later = blocks(padded, after, progress);
    List<ValidMask> masks = new ArrayList<>();
    earlier.forEach(b -> masks.add(b.mask()));
    later.forEach(b -> masks.add(b.mask()));
    return PairBlocks.of(
        area, window, margin, samples(earlier), samples(later), ValidMask.allValid(masks));
  }

  private List<RasterBlock> blocks(Window padded, Side side, Progress progress) {
    CubeRequest read =
        new CubeRequest(
            area.grid().crop(padded),
            bands.cubeBandNames(),
            side.times,
            composite,
            cube.resampling(),
            filter,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    CubeRaster raster = engine.read(cube, read, Progress.cancelOnly(progress));
    side.scenes.addAll(raster.report().scenes());
    return bands.evaluate(raster.blocks());
  }

  private static float[][] samples(List<RasterBlock> blocks) {
    return blocks.stream().map(RasterBlock::samples).toArray(float[][]::new);
  }

  @Override
  public List<Provenance.Source> sources() {
    return List.of(source(before), source(after));
  }

  // Blocks are read in parallel, so scenes are told by name, not in the order of reading.
  private Provenance.Source source(Side side) {
    synchronized (side.scenes) {
      ReadReport report = new ReadReport(List.copyOf(new TreeSet<>(side.scenes)), List.of());
      return new Provenance.Source(side.role, cube.name(), side.instants, report);
    }
  }
}
