// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chronocube.algorithm.Statistics;
import org.chronocube.algorithm.StatisticsAccumulator;
import org.chronocube.cube.CubeEngine;
import org.chronocube.cube.Progress;
import org.chronocube.cube.ReadReport;
import org.chronocube.cube.Slice;
import org.chronocube.plan.CubeRequest;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.time.TimeInterval;

/**
 * Statistics of an area at every time of a cube.
 *
 * <p>Pixels are streamed, block by block, and every scene is read once. Memory does not grow with
 * the number of times, but for the answer: they are taken in runs of at most {@value #MOST_TIMES},
 * and of no more than fit {@value #MEMORY_SAMPLES} samples (16 MiB) where samples are kept for
 * percentiles. A time whose scenes meet the area but have no valid pixel there is an entry with a
 * count of 0.
 */
public final class TimeSeries {

  static final long MEMORY_SAMPLES = 1L << 22;

  /** Whose scenes, with all that is planned for them, are in memory together: some megabytes. */
  static final int MOST_TIMES = 256;

  private final CubeEngine engine;

  public TimeSeries(CubeEngine engine) {
    this.engine = engine;
  }

  /**
   * Reads and summarises.
   *
   * @throws org.chronocube.io.RasterReadException when a file cannot be read
   * @throws org.chronocube.cube.CancelledException when cancelled
   */
  public Series compute(SeriesRequest request, Progress progress) {
    List<Instant> instants =
        engine.times(request.cube(), request.area().grid(), request.times(), request.filter());
    TimeRuns runs = TimeRuns.of(instants, timesTogether(request));
    List<Series.Entry> entries = new ArrayList<>(instants.size());
    Set<String> scenes = new LinkedHashSet<>();
    List<ReadReport.Failure> failures = new ArrayList<>();
    for (int i = 0; i < runs.count(); i++) {
      Progress part = Progresses.part(progress, i, runs.count());
      ReadReport report = run(request, runs.span(i), runs.run(i), entries, part);
      scenes.addAll(report.scenes());
      failures.addAll(report.failures());
    }
    progress.report(1);
    return new Series(
        request.bands(), entries, request.area(), new ReadReport(List.copyOf(scenes), failures));
  }

  private static int timesTogether(SeriesRequest request) {
    if (request.percentiles().isEmpty()) {
      return MOST_TIMES;
    }
    long samples =
        Math.min(request.area().pixels(), StatisticsAccumulator.EXACT_LIMIT)
            * request.bands().items().size();
    return (int) Math.max(1, Math.min(MOST_TIMES, MEMORY_SAMPLES / samples));
  }

  private ReadReport run(
      SeriesRequest request,
      TimeInterval span,
      List<Instant> instants,
      List<Series.Entry> entries,
      Progress progress) {
    Map<Instant, List<StatisticsAccumulator>> seen = new TreeMap<>();
    instants.forEach(t -> seen.put(t, accumulators(request)));
    ReadReport report =
        engine.slices(
            request.cube(),
            new SliceRequest(
                cubeRequest(request, span), request.area().geometry(), request.area().allTouched()),
            progress,
            slice -> add(request, slice, seen));
    seen.forEach(
        (instant, of) -> {
          Series.Entry entry = entry(instant, of, request);
          if (isValid(entry, request)) {
            entries.add(entry);
          }
        });
    return report;
  }

  private static boolean isValid(Series.Entry entry, SeriesRequest request) {
    return entry.statistics().stream()
        .anyMatch(s -> 100.0 * s.count() >= request.minValid() * request.area().pixels());
  }

  private static CubeRequest cubeRequest(SeriesRequest request, TimeInterval span) {
    return new CubeRequest(
        request.area().grid(),
        request.bands().cubeBandNames(),
        TimeRuns.within(span, request.times()),
        request.cube().rule(),
        request.cube().resampling(),
        request.filter(),
        List.of(),
        CubeRequest.FailurePolicy.FAIL);
  }

  private static List<StatisticsAccumulator> accumulators(SeriesRequest request) {
    boolean plain = request.percentiles().isEmpty();
    return request.bands().items().stream()
        .map(
            item ->
                plain ? StatisticsAccumulator.withoutPercentiles() : new StatisticsAccumulator())
        .toList();
  }

  private static void add(
      SeriesRequest request, Slice slice, Map<Instant, List<StatisticsAccumulator>> seen) {
    List<StatisticsAccumulator> of =
        seen.computeIfAbsent(slice.instant(), t -> accumulators(request));
    List<RasterBlock> values = request.bands().evaluate(slice.blocks());
    for (int i = 0; i < values.size(); i++) {
      of.get(i).add(values.get(i).samples(), values.get(i).mask(), slice.inside());
    }
  }

  // Blocks without a scene were never seen; their pixels count all the same.
  private static Series.Entry entry(
      Instant instant, List<StatisticsAccumulator> of, SeriesRequest request) {
    List<Statistics> statistics =
        of.stream()
            .map(a -> a.result(request.percentiles()).withTotal(request.area().pixels()))
            .toList();
    return new Series.Entry(instant, statistics);
  }
}
