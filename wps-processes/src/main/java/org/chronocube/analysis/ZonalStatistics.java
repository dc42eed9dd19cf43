// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.chronocube.InvalidParameterException;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.CubeRaster;
import org.chronocube.cube.Progress;
import org.chronocube.cube.Slice;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.mosaic.MosaicRule;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.time.TimeInterval;
import org.geotools.api.filter.Filter;
import org.locationtech.jts.geom.Geometry;

/**
 * Statistics, or the areas of classes, of thousands of sites at every time of a cube.
 *
 * <p>Every pixel is read once, whatever the number of sites: sites are burnt into the grid first
 * ({@link Sites}), each block is then handed to all sites that have pixels in it. Memory grows with
 * the sites' outlines in pixels and with sites times dates, which is the answer; dates are taken in
 * runs, for percentiles, whose samples are kept, in such that fit {@value #PERCENTILE_BYTES} bytes.
 */
public final class ZonalStatistics {

  /** Most lines of a table. */
  public static final long MAX_ROWS = 1_000_000;

  private static final long PERCENTILE_BYTES = 1L << 28;
  private static final long MOST_PERCENTILE_BYTES = 1L << 30;
  private static final Shape BLOCK = new Shape(512, 512);

  private final CrsRegistry crs;
  private final long maxRows;

  /**
   * @param maxRows most of sites times dates times bands
   */
  public ZonalStatistics(CrsRegistry crs, long maxRows) {
    this.crs = crs;
    this.maxRows = maxRows;
  }

  /**
   * Reads a cube.
   *
   * @throws InvalidParameterException when the table would be too large, or values are no classes
   * @throws org.chronocube.io.RasterReadException when a file cannot be read
   * @throws org.chronocube.cube.CancelledException when cancelled
   */
  public ZonalTable compute(CubeEngine engine, ZonalRequest request, Progress progress) {
    return request.composite() == null
        ? dates(engine, request, progress)
        : composites(engine, request, progress);
  }

  private ZonalTable dates(CubeEngine engine, ZonalRequest request, Progress progress) {
    Sites sites = request.sites();
    List<Instant> instants =
        engine.times(request.cube(), sites.grid(), request.times(), Filter.INCLUDE);
    checkRows(sites, instants.size(), request.bands().items().size());
    TimeRuns runs = TimeRuns.of(instants, timesTogether(request));
    Geometry cells = sites.cells();
    PixelAreas areas = new PixelAreas(sites.grid(), crs);
    List<ZonalRow> rows = new ArrayList<>();
    Set<String> scenes = new LinkedHashSet<>();
    for (int i = 0; i < runs.count(); i++) {
      Run run = new Run(request, areas);
      List<TimeInterval> times = TimeRuns.within(runs.span(i), request.times());
      SliceRequest slices =
          new SliceRequest(
              cubeRequest(request, sites.grid(), times, request.cube().rule()), cells, false);
      Progress part = Progresses.part(progress, i, runs.count());
      scenes.addAll(engine.slices(request.cube(), slices, part, run::add).scenes());
      run.tallies.forEach(
          (instant, tally) ->
              tally.addRows(new ZonalRow.Time(instant, null), names(request), rows));
    }
    progress.report(1);
    return new ZonalTable(sites, request.figures(), rows, instants.size(), List.copyOf(scenes));
  }

  /** The dates of one pass over the pixels. */
  private static final class Run {
    final SortedMap<Instant, ZonalTally> tallies = new TreeMap<>();
    private final ZonalRequest request;
    private final PixelAreas areas;
    private SiteBlock block;

    Run(ZonalRequest request, PixelAreas areas) {
      this.request = request;
      this.areas = areas;
    }

    // All dates of a window come one after the other.
    void add(Slice slice) {
      if (block == null || !block.window().equals(slice.window())) {
        block = request.sites().block(slice.window());
      }
      tallies
          .computeIfAbsent(slice.instant(), t -> tally(request, areas))
          .add(block, request.bands().evaluate(slice.blocks()));
    }
  }

  private static ZonalTally tally(ZonalRequest request, PixelAreas areas) {
    return new ZonalTally(
        request.sites(), request.figures(), areas, request.bands().items().size());
  }

  private ZonalTable composites(CubeEngine engine, ZonalRequest request, Progress progress) {
    Sites sites = request.sites();
    int times = request.times().size();
    int bands = request.bands().items().size();
    checkRows(sites, times, bands);
    percentileBytes(sites, request.figures(), bands);
    PixelAreas areas = new PixelAreas(sites.grid(), crs);
    List<ZonalRow> rows = new ArrayList<>();
    Set<String> scenes = new LinkedHashSet<>();
    for (int t = 0; t < times; t++) {
      TimeInterval time = request.times().get(t);
      ZonalTally tally = tally(request, areas);
      forEachBlock(
          sites,
          Progresses.part(progress, t, times),
          block -> {
            GeoBox target = sites.grid().crop(block.window());
            CubeRequest read = cubeRequest(request, target, List.of(time), request.composite());
            CubeRaster raster = engine.read(request.cube(), read, Progress.cancelOnly(progress));
            scenes.addAll(raster.report().scenes());
            tally.add(block, request.bands().evaluate(raster.blocks()));
          });
      tally.addRows(new ZonalRow.Time(time.start(), time.last()), names(request), rows);
    }
    return new ZonalTable(sites, request.figures(), rows, times, List.copyOf(scenes));
  }

  /**
   * Reads images.
   *
   * @param sites burnt into the source's grid
   * @param source all bands of which are looked at
   */
  public ZonalTable compute(
      PixelSource source, Sites sites, ZonalFigures figures, Progress progress) {
    int bands = source.bands().size();
    checkRows(sites, 1, bands);
    percentileBytes(sites, figures, bands);
    ZonalTally tally = new ZonalTally(sites, figures, new PixelAreas(sites.grid(), crs), bands);
    forEachBlock(
        sites, progress, block -> tally.add(block, source.read(sites.inWhole(block.window()))));
    List<ZonalRow> rows = new ArrayList<>();
    tally.addRows(null, source.bands(), rows);
    return new ZonalTable(sites, figures, rows, 1, List.of());
  }

  private interface BlockReader {
    void read(SiteBlock block);
  }

  private static void forEachBlock(Sites sites, Progress progress, BlockReader reader) {
    List<Window> windows = new GeoBoxTiles(sites.grid(), BLOCK).windows();
    for (int i = 0; i < windows.size(); i++) {
      progress.checkCancelled();
      SiteBlock block = sites.block(windows.get(i));
      if (block.count() > 0) {
        reader.read(block);
      }
      progress.report((i + 1.0) / windows.size());
    }
  }

  private static List<String> names(ZonalRequest request) {
    return request.bands().items().stream().map(BandSelection.Item::name).toList();
  }

  private static CubeRequest cubeRequest(
      ZonalRequest request, GeoBox target, List<TimeInterval> times, MosaicRule rule) {
    return new CubeRequest(
        target,
        request.bands().cubeBandNames(),
        times,
        rule,
        request.cube().resampling(),
        Filter.INCLUDE,
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  private void checkRows(Sites sites, int times, int bands) {
    long rows = (long) sites.count() * times * bands;
    if (rows > maxRows) {
      throw new InvalidParameterException(
          "sites",
          "sites x dates x bands must be at most "
              + maxRows
              + ", were "
              + sites.count()
              + " x "
              + times
              + " x "
              + bands);
    }
  }

  private static int timesTogether(ZonalRequest request) {
    long bytes =
        percentileBytes(request.sites(), request.figures(), request.bands().items().size());
    return bytes == 0
        ? TimeSeries.MOST_TIMES
        : (int) Math.max(1, Math.min(TimeSeries.MOST_TIMES, PERCENTILE_BYTES / bytes));
  }

  /** Bytes that the samples of one date take, at most {@link #MOST_PERCENTILE_BYTES}. */
  private static long percentileBytes(Sites sites, ZonalFigures figures, int bands) {
    long samples = 0;
    for (int i = 0; i < sites.count() && !figures.percentiles().isEmpty(); i++) {
      samples += Math.min(sites.pixels(i), ZonalTally.EXACT_LIMIT);
    }
    long bytes = samples * 4 * bands;
    if (bytes > MOST_PERCENTILE_BYTES) {
      throw new InvalidParameterException(
          "percentiles",
          "percentiles must take at most "
              + MOST_PERCENTILE_BYTES
              + " bytes for the samples of a date, took "
              + bytes);
    }
    return bytes;
  }
}
