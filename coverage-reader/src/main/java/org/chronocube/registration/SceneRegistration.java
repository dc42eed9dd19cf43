// SPDX-License-Identifier: Apache-2.0
package org.chronocube.registration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.Coregistration;
import org.chronocube.cube.Cube;
import org.chronocube.cube.CubeBand;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.geolocation.ImageCrs;
import org.chronocube.grid.Affine;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.Window;
import org.chronocube.kernel.BandExpression;
import org.chronocube.kernel.Resampling;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.registration.PhaseCorrelation.Peak;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.chronocube.scene.SceneShift;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * Measures how far scenes of a cube lie beside a reference: {@link PhaseCorrelation} over up to a
 * hundred windows, {@link Consensus} among them.
 *
 * <p>Windows are those of the scene's own grid, so that the scene is compared as it is and only the
 * reference is resampled where its grid is another. What the cube's mask rules take away takes no
 * part. Where the shift is more than a pixel, a second round moves the reference's windows by whole
 * pixels first. Memory is that of two windows.
 */
public final class SceneRegistration {

  private static final int LARGEST_WINDOW = 256;
  private static final int SMALLEST_WINDOW = 32;
  private static final int WINDOWS_PER_SIDE = 10;

  /** Windows along the shorter side of the area, without overlap. */
  private static final int LEAST_PER_SIDE = 3;

  private static final double MIN_VALID = 0.5;

  private final CubeEngine engine;
  private final CrsRegistry crs;

  public SceneRegistration(CubeEngine engine, CrsRegistry crs) {
    this.engine = engine;
    this.crs = crs;
  }

  /**
   * A shift, in pixels of the scene and on the ground.
   *
   * @param pixels with all that speaks for it
   * @param ground as a scene's properties keep it
   */
  public record Measurement(Shift pixels, SceneShift ground) {}

  /**
   * Measures one scene where it lies in its cube.
   *
   * @param band of the cube
   * @return nothing when the scene has no such band, is in sensor geometry, or shares too few valid
   *     pixels with the reference
   * @throws InvalidParameterException when the cube or the reference has no such band
   * @throws org.chronocube.io.RasterReadException when a file cannot be read
   * @throws org.chronocube.cube.CancelledException when cancelled
   */
  public Optional<Measurement> measure(
      Cube cube, String band, Scene scene, Reference reference, Progress progress) {
    Optional<GeoBox> grid = grid(cube, band, scene);
    if (grid.isEmpty()) {
      return Optional.empty();
    }
    Source there = new Source(cube, band, scene);
    Optional<Shift> first = round(there, reference, grid.get(), 0, 0, half(progress, 0));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Shift shift = first.get();
    int rows = (int) Math.rint(shift.rows());
    int cols = (int) Math.rint(shift.cols());
    if (rows != 0 || cols != 0) {
      shift =
          round(there, reference, grid.get(), rows, cols, half(progress, 1))
              .map(s -> s.moved(cols, rows))
              .filter(s -> s.confidence() >= first.get().confidence())
              .orElse(shift);
    }
    progress.report(1);
    return Optional.of(new Measurement(shift, ground(shift, grid.get(), reference)));
  }

  private static SceneShift ground(Shift shift, GeoBox grid, Reference reference) {
    Affine a = grid.affine();
    return new SceneShift(
        a.a() * shift.cols() + a.b() * shift.rows(),
        a.d() * shift.cols() + a.e() * shift.rows(),
        grid.crs(),
        shift.confidence(),
        reference.label());
  }

  /** The scene's own grid, as much of it as the cube shows. */
  private Optional<GeoBox> grid(Cube cube, String band, Scene scene) {
    CubeBand cubeBand =
        cube.band(band)
            .orElseThrow(
                () ->
                    new InvalidParameterException(
                        "band",
                        "band must be one of "
                            + cube.bands().stream().map(b -> b.band().name()).toList()
                            + ", was "
                            + band));
    return cubeBand
        .expression(scene.product())
        .flatMap(e -> BandExpression.compile(e).names().stream().findFirst())
        .flatMap(scene::granule)
        .map(Granule::grid)
        .filter(g -> !ImageCrs.isImage(g.crs()))
        .flatMap(g -> part(g, cube.grid()));
  }

  private Optional<GeoBox> part(GeoBox grid, GeoBox cube) {
    Window window =
        grid.windowOf(crs.transform(cube.extent(), cube.crs(), grid.crs()))
            .intersect(grid.window());
    return window.isEmpty() ? Optional.empty() : Optional.of(grid.crop(window));
  }

  /** What is registered. */
  private record Source(Cube cube, String band, Scene scene) {}

  private Optional<Shift> round(
      Source there, Reference reference, GeoBox grid, int rows, int cols, Progress progress) {
    int n = window(Math.min(grid.height(), grid.width()));
    PhaseCorrelation correlation = new PhaseCorrelation(n, MIN_VALID);
    List<Window> windows = windows(grid, n);
    List<Peak> peaks = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      progress.checkCancelled();
      progress.report((double) i / windows.size());
      Window window = windows.get(i);
      if (grid.window().contains(window)) {
        RasterBlock scene = read(there, grid.crop(window), progress);
        if (scene.mask().count() >= MIN_VALID * n * n) {
          RasterBlock other = read(reference, grid.crop(window.shift(-rows, -cols)), progress);
          correlation.compare(scene, other).ifPresent(peaks::add);
        }
      }
    }
    return Consensus.of(peaks.size(), peaks);
  }

  /** The largest power of two of which a few fit side by side. */
  private static int window(int side) {
    int most = Math.max(SMALLEST_WINDOW, Math.min(LARGEST_WINDOW, side / LEAST_PER_SIDE));
    return Integer.highestOneBit(most);
  }

  /** Half a window apart, or further when that would be too many; evenly spread. */
  private static List<Window> windows(GeoBox grid, int n) {
    List<Window> windows = new ArrayList<>();
    for (int row : starts(grid.height(), n)) {
      for (int col : starts(grid.width(), n)) {
        windows.add(Window.at(row, col, n, n));
      }
    }
    return windows;
  }

  private static int[] starts(int length, int n) {
    int count = Math.min(WINDOWS_PER_SIDE, Math.max(0, (length - n) / (n / 2)) + 1);
    int[] starts = new int[count];
    for (int i = 0; i < count; i++) {
      starts[i] = count == 1 ? Math.max(0, (length - n) / 2) : (length - n) * i / (count - 1);
    }
    return starts;
  }

  private RasterBlock read(Source there, GeoBox target, Progress progress) {
    return read(
        there.cube(),
        there.band(),
        target,
        List.of(TimeInterval.at(there.scene().time())),
        MosaicRule.FIRST_VALID,
        Reference.only(there.scene()),
        progress);
  }

  private RasterBlock read(Reference reference, GeoBox target, Progress progress) {
    return read(
        reference.cube(),
        reference.band(),
        target,
        reference.times(),
        reference.rule(),
        reference.filter(),
        progress);
  }

  private RasterBlock read(
      Cube cube,
      String band,
      GeoBox target,
      List<TimeInterval> times,
      MosaicRule rule,
      Filter filter,
      Progress progress) {
    CubeRequest request =
        new CubeRequest(
            target,
            List.of(band),
            times,
            rule,
            Resampling.CUBIC,
            filter,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    return engine
        .read(cube.withCoregistration(Coregistration.NONE), request, Progress.cancelOnly(progress))
        .blocks()
        .get(0);
  }

  private static Progress half(Progress whole, int which) {
    return new Progress() {
      @Override
      public void report(double fraction) {
        whole.report((which + fraction) / 2);
      }

      @Override
      public boolean isCancelled() {
        return whole.isCancelled();
      }
    };
  }
}
