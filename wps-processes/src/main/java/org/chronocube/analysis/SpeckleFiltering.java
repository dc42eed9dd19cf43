// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.chronocube.InvalidParameterException;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.kernel.speckle.MultiTemporalSpeckle;
import org.chronocube.kernel.speckle.PowerScale;
import org.chronocube.plan.CubeRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.raster.ValidMask;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;

/**
 * Filters the speckle of one date of a cube, on the cube's grid: by itself, or with other dates
 * ({@link MultiTemporalSpeckle}).
 *
 * <p>Read block by block with the filter's margin, so that a pixel does not depend on the area
 * asked for; what grows with the area is the result.
 */
public final class SpeckleFiltering {

  private static final Shape BLOCK = new Shape(512, 512);

  private final CubeEngine engine;
  private final long maxPixels;

  /**
   * @param maxPixels most pixels of all bands together
   */
  public SpeckleFiltering(CubeEngine engine, long maxPixels) {
    this.engine = engine;
    this.maxPixels = maxPixels;
  }

  /**
   * Reads and filters.
   *
   * @throws InvalidParameterException when the date selects no scene on the area or the area is too
   *     large
   * @throws org.chronocube.io.RasterReadException when a file cannot be read
   * @throws org.chronocube.cube.CancelledException when cancelled
   */
  public FilteredDate compute(SpeckleRequest request, Progress progress) {
    GeoBox grid = request.area().grid();
    int bands = request.bands().items().size();
    if (grid.shape().pixels() * bands > maxPixels) {
      throw new InvalidParameterException(
          "area",
          "area must have at most "
              + maxPixels / bands
              + " pixels with "
              + bands
              + " bands, had "
              + grid.shape().pixels());
    }
    List<Instant> dates = dates(request);
    Instant date = dates.get(0);
    List<RasterBlock> results = new ArrayList<>();
    for (int b = 0; b < bands; b++) {
      results.add(RasterBlock.allocate(grid.shape()));
    }
    List<Window> windows = new GeoBoxTiles(grid, BLOCK).windows();
    for (int i = 0; i < windows.size(); i++) {
      Window window = windows.get(i);
      List<RasterBlock> made =
          filter(request, dates, window, Progresses.part(progress, i, windows.size()));
      ValidMask inside = request.area().mask(window);
      for (int b = 0; b < bands; b++) {
        made.get(b).mask().and(inside);
        results.get(b).paste(made.get(b), window.rowStart(), window.colStart());
      }
    }
    progress.report(1);
    return new FilteredDate(
        grid,
        request.bands().items().stream().map(BandSelection.Item::name).toList(),
        results,
        date,
        dates.size());
  }

  /** The date that is wanted first, then the others that take part. */
  private List<Instant> dates(SpeckleRequest request) {
    List<Instant> selected = times(request, request.date());
    if (selected.isEmpty()) {
      throw new InvalidParameterException(
          "date",
          "date must select a scene of " + request.cube().name() + ", was " + request.date());
    }
    Instant date = selected.get(selected.size() - 1);
    TreeSet<Instant> others = new TreeSet<>();
    if (request.isMultiTemporal()) {
      others.addAll(times(request, request.others()));
    }
    others.remove(date);
    List<Instant> dates = new ArrayList<>(List.of(date));
    dates.addAll(others);
    return dates;
  }

  private List<Instant> times(SpeckleRequest request, List<TimeInterval> times) {
    return engine.times(request.cube(), request.area().grid(), times, Filter.INCLUDE);
  }

  /** Physical values of one window, margin cut off. */
  private List<RasterBlock> filter(
      SpeckleRequest request, List<Instant> dates, Window window, Progress progress) {
    int margin = request.filter().margin();
    Window padded = window.pad(margin);
    List<RasterBlock> first = power(request, dates.get(0), padded, progress);
    progress.report(1.0 / dates.size());
    List<RasterBlock> made =
        request.isMultiTemporal()
            ? multiTemporal(request, dates, padded, first, progress)
            : first.stream().map(request.filter()::filter).toList();
    List<RasterBlock> results = new ArrayList<>();
    for (int b = 0; b < made.size(); b++) {
      request.values(b).fromPower(made.get(b));
      results.add(made.get(b).crop(Window.at(margin, margin, window.height(), window.width())));
    }
    return results;
  }

  private List<RasterBlock> multiTemporal(
      SpeckleRequest request,
      List<Instant> dates,
      Window padded,
      List<RasterBlock> first,
      Progress progress) {
    List<MultiTemporalSpeckle> filters = new ArrayList<>();
    List<RasterBlock> means = new ArrayList<>();
    for (RasterBlock band : first) {
      MultiTemporalSpeckle filter = new MultiTemporalSpeckle(request.filter(), padded.shape());
      means.add(filter.add(band));
      filters.add(filter);
    }
    for (int d = 1; d < dates.size(); d++) {
      List<RasterBlock> date = power(request, dates.get(d), padded, progress);
      for (int b = 0; b < filters.size(); b++) {
        filters.get(b).add(date.get(b));
      }
      progress.report((d + 1.0) / dates.size());
    }
    List<RasterBlock> results = new ArrayList<>();
    for (int b = 0; b < filters.size(); b++) {
      results.add(filters.get(b).filtered(means.get(b)));
    }
    return results;
  }

  private List<RasterBlock> power(
      SpeckleRequest request, Instant date, Window padded, Progress progress) {
    progress.checkCancelled();
    CubeRequest read =
        new CubeRequest(
            request.area().grid().crop(padded),
            request.bands().cubeBandNames(),
            List.of(TimeInterval.at(date)),
            request.cube().rule(),
            request.cube().resampling(),
            Filter.INCLUDE,
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    List<RasterBlock> blocks =
        request
            .bands()
            .evaluate(engine.read(request.cube(), read, Progress.cancelOnly(progress)).blocks());
    for (int b = 0; b < blocks.size(); b++) {
      PowerScale values = request.values(b);
      values.toPower(blocks.get(b));
    }
    return blocks;
  }
}
