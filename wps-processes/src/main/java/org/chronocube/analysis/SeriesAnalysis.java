// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.grid.GeoBox;
import org.chronocube.grid.GeoBoxTiles;
import org.chronocube.grid.Shape;
import org.chronocube.grid.Window;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.time.TimeInterval;

/**
 * Looks at the time series of every pixel of an area with a {@link
 * org.chronocube.algorithm.series.SeriesMethod}.
 *
 * <p>Block by block: all dates of a block are read, then its pixels are computed on all processors.
 * The more dates, the smaller the block, so that it takes at most 128 MiB.
 */
public final class SeriesAnalysis {

  /** Of one block, all its bands and dates: 128 MiB. */
  private static final long BLOCK_SAMPLES = 1L << 25;

  private static final int LARGEST = 512;
  private static final int SMALLEST = 32;

  private final CubeEngine engine;
  private final CrsRegistry crs;

  public SeriesAnalysis(CubeEngine engine, CrsRegistry crs) {
    this.engine = engine;
    this.crs = crs;
  }

  /**
   * Reads and computes.
   *
   * @throws InvalidParameterException when no scene is selected, or bands or dates do not fit the
   *     method
   * @throws org.chronocube.io.RasterReadException when a file cannot be read
   * @throws org.chronocube.cube.CancelledException when cancelled
   */
  public ChangeMap compute(PixelSeriesRequest request, MapRules rules, Progress progress) {
    List<Instant> instants = instants(request);
    Periods periods = Periods.of(request.period(), instants);
    SeriesTimes times = periods.times();
    int bands = request.bands().items().size();
    request.method().check(bands, times);
    List<Layer> layers = request.method().layers(bands, times);
    GeoBox grid = request.area().grid();
    LayerRaster values =
        LayerRaster.allocate(grid.shape(), layers.size(), PairAnalysis.MEMORY_BYTES);
    List<TimeInterval> inSeason =
        request
            .season()
            .within(request.times(), instants.get(0), instants.get(instants.size() - 1));
    Set<String> scenes = new LinkedHashSet<>();
    List<Window> windows = new GeoBoxTiles(grid, block(bands * instants.size())).windows();
    Progress reading = Progresses.between(progress, 0, 0.9);
    for (int i = 0; i < windows.size(); i++) {
      progress.checkCancelled();
      Progress part = Progresses.part(reading, i, windows.size());
      SeriesBlock block =
          new SeriesBlock(windows.get(i), request.area().mask(windows.get(i)), bands, instants);
      if (block.inside().isNoneValid()) {
        continue;
      }
      ReadReport report = read(request, inSeason, block, Progresses.between(part, 0, 0.5));
      scenes.addAll(report.scenes());
      float[][] made = compute(request, times, periods, block, layers.size(), progress);
      for (int layer = 0; layer < made.length; layer++) {
        values.write(layer, block.window(), made[layer]);
      }
      part.report(1);
    }
    Provenance.Source source =
        new Provenance.Source(
            "series",
            request.cube().name(),
            instants,
            new ReadReport(List.copyOf(scenes), List.of()));
    Provenance provenance = new Provenance(List.of(source), Map.of());
    return new ChangeMaps(crs)
        .of(grid, layers, values, rules, provenance, Progresses.between(progress, 0.9, 1));
  }

  /**
   * The dates of a request.
   *
   * @throws InvalidParameterException when there is none
   */
  public List<Instant> instants(PixelSeriesRequest request) {
    List<Instant> instants =
        engine
            .times(request.cube(), request.area().grid(), request.times(), request.filter())
            .stream()
            .filter(request.season()::contains)
            .toList();
    if (instants.isEmpty()) {
      throw new InvalidParameterException(
          "time", "time must select a scene of " + request.cube().name() + " on the area");
    }
    return instants;
  }

  /**
   * The layers a request has.
   *
   * @throws InvalidParameterException when no scene is selected, or bands or dates do not fit the
   *     method
   */
  public List<Layer> layers(PixelSeriesRequest request) {
    SeriesTimes times = Periods.of(request.period(), instants(request)).times();
    int bands = request.bands().items().size();
    request.method().check(bands, times);
    return request.method().layers(bands, times);
  }

  private static Shape block(int samplesPerPixel) {
    int side = LARGEST;
    while (side > SMALLEST && (long) side * side * samplesPerPixel > BLOCK_SAMPLES) {
      side /= 2;
    }
    return new Shape(side, side);
  }

  private ReadReport read(
      PixelSeriesRequest request,
      List<TimeInterval> inSeason,
      SeriesBlock block,
      Progress progress) {
    CubeRequest read =
        new CubeRequest(
            request.area().grid().crop(block.window()),
            request.bands().cubeBandNames(),
            inSeason,
            request.cube().rule(),
            request.cube().resampling(),
            request.filter(),
            List.of(),
            CubeRequest.FailurePolicy.FAIL);
    return engine.slices(
        request.cube(),
        SliceRequest.of(read),
        progress,
        slice -> block.put(slice, request.bands().evaluate(slice.blocks())));
  }

  private static float[][] compute(
      PixelSeriesRequest request,
      SeriesTimes times,
      Periods periods,
      SeriesBlock block,
      int layers,
      Progress progress) {
    int pixels = Math.toIntExact(block.window().pixels());
    float[][] made = new float[layers][pixels];
    for (float[] layer : made) {
      Arrays.fill(layer, Float.NaN);
    }
    int bands = request.bands().items().size();
    int rows = block.window().height();
    int pieces = Math.min(rows, 4 * Parallel.width());
    Parallel.map(
        pieces,
        piece -> {
          SeriesWorker worker = request.method().worker(bands, times);
          float[][] series = new float[bands][block.dates()];
          float[][] input = periods.isPlain() ? series : new float[bands][times.count()];
          float[] result = new float[layers];
          float[] scratch = new float[block.dates()];
          for (int row = rows * piece / pieces; row < rows * (piece + 1) / pieces; row++) {
            progress.checkCancelled();
            for (int col = 0; col < block.window().width(); col++) {
              int pixel = row * block.window().width() + col;
              if (block.inside().isValid(pixel)) {
                block.series(pixel, series);
                if (!periods.isPlain()) {
                  periods.reduce(series, input, scratch);
                }
                worker.compute(input, result);
                for (int layer = 0; layer < layers; layer++) {
                  made[layer][pixel] = result[layer];
                }
              }
            }
          }
          return piece;
        });
    return made;
  }
}
