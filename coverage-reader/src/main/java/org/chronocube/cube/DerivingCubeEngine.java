// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.index.SceneIndex;
import org.chronocube.kernel.PolygonMask;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.ValidMask;
import org.chronocube.scene.Scene;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/** Reads derived cubes as {@link Derivation} says, and leaves all others to another engine. */
public final class DerivingCubeEngine implements CubeEngine {

  private static final Shape BLOCK = new Shape(512, 512);
  private static final int REMEMBERED = 256;

  private final CubeEngine engine;
  private final DerivedSources sources;

  /**
   * @param engine reads cubes that are not derived
   * @param index their scenes
   */
  public DerivingCubeEngine(CubeEngine engine, SceneIndex index, CrsRegistry crs) {
    this.engine = engine;
    this.sources = new DerivedSources(engine, index, crs, new Remembered(REMEMBERED));
  }

  @Override
  public CubeRaster read(Cube cube, CubeRequest request, Progress progress) {
    return cube.derivation().isPresent()
        ? cube.derivation().get().read(request, sources, progress)
        : engine.read(cube, request, progress);
  }

  @Override
  public Optional<BlockLattice> lattice(Cube cube, CubeRequest request) {
    return cube.derivation().isPresent() ? Optional.empty() : engine.lattice(cube, request);
  }

  /** Of a derived cube every instant is a time of its own. */
  @Override
  public ReadReport slices(
      Cube cube, SliceRequest slices, Progress progress, SliceConsumer consumer) {
    if (cube.derivation().isEmpty()) {
      return engine.slices(cube, slices, progress, consumer);
    }
    CubeRequest request = slices.request();
    List<Instant> instants = times(cube, request.target(), request.times(), request.filter());
    List<Window> windows = new GeoBoxTiles(request.target(), BLOCK).windows();
    Merged merged = new Merged();
    for (int w = 0; w < windows.size(); w++) {
      progress.report((double) w / windows.size());
      Window window = windows.get(w);
      ValidMask inside = inside(slices, window);
      CubeRequest part = request.withTarget(request.target().crop(window));
      for (Instant instant : inside.isNoneValid() ? List.<Instant>of() : instants) {
        progress.checkCancelled();
        CubeRaster raster =
            read(
                cube,
                part.withTimes(List.of(TimeInterval.at(instant))),
                Progress.cancelOnly(progress));
        if (!raster.report().scenes().isEmpty()) {
          merged.add(raster.report());
          raster.blocks().forEach(b -> b.mask().and(inside));
          consumer.accept(new Slice(instant, window, raster.blocks(), inside));
        }
      }
    }
    progress.report(1);
    return merged.report();
  }

  private static ValidMask inside(SliceRequest slices, Window window) {
    return slices.area() == null
        ? ValidMask.allValid(Math.toIntExact(window.pixels()))
        : PolygonMask.of(
            slices.area(), slices.request().target().affine(), window, slices.allTouched());
  }

  @Override
  public List<Instant> times(Cube cube, GeoBox area, List<TimeInterval> times, Filter filter) {
    return engine.times(cube, area, times, filter);
  }

  @Override
  public List<ValidPixels> validPixels(
      ValidRequest request, List<Scene> scenes, Progress progress) {
    Cube counted = request.cube().derivation().map(Derivation::source).orElse(request.cube());
    return engine.validPixels(
        new ValidRequest(counted, request.grid(), request.area(), request.allTouched()),
        scenes,
        progress);
  }

  /** Reports of many reads as one. */
  private static final class Merged {
    private final Set<String> scenes = new LinkedHashSet<>();
    private final Set<String> coregistered = new LinkedHashSet<>();
    private final Set<ReadReport.Failure> failures = new LinkedHashSet<>();

    void add(ReadReport report) {
      scenes.addAll(report.scenes());
      coregistered.addAll(report.coregistered());
      failures.addAll(report.failures());
    }

    ReadReport report() {
      return new ReadReport(List.copyOf(scenes), List.copyOf(coregistered), List.copyOf(failures));
    }
  }
}
