// SPDX-License-Identifier: Apache-2.0
package org.chronocube.cube;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.chronocube.grid.Window;
import org.chronocube.io.RasterReadException;
import org.chronocube.plan.SliceRequest;
import org.chronocube.raster.RasterBlock;
import org.chronocube.scene.Granule;
import org.chronocube.scene.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Slices of the engine: which there are, on how many threads, and how many at a time. */
class SlicesTest extends EngineFixture {

  @Test
  void streamsWindowsByInstants() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("a", "2023-04-05T10:00:00Z");
    granule("A", GRID, REFLECTANCE, (r, c) -> 2).scene("b", "2023-04-07T10:00:00Z");
    granule("A", GRID, REFLECTANCE, (r, c) -> 3).scene("b2", "2023-04-07T10:00:20Z");
    List<String> seen = new ArrayList<>();
    AtomicInteger pixels = new AtomicInteger();

    ReadReport report =
        new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 2, 1)
            .slices(
                cube(plain("A")),
                SliceRequest.of(request(GRID)),
                Progress.NONE,
                slice -> {
                  seen.add(slice.instant() + " " + slice.window());
                  pixels.addAndGet(slice.blocks().get(0).mask().count());
                  assertThat(slice.inside().isAllValid()).isTrue();
                  assertThat(slice.blocks().get(0).sample(0, 0))
                      .isEqualTo(
                          slice.instant().equals(Instant.parse("2023-04-05T10:00:00Z")) ? 1 : 3);
                });

    assertThat(pixels).hasValue(2 * 60 * 50);
    assertThat(seen).hasSize(2 * 4 * 4).doesNotHaveDuplicates();
    assertThat(seen.get(0)).startsWith("2023-04-05T10:00:00Z");
    assertThat(seen.get(1)).startsWith("2023-04-07T10:00:00Z");
    assertThat(report.scenes()).containsExactly("p/a", "p/b2");
  }

  @Test
  void streamsOnlyTheRequestedArea() {
    granule("A", GRID, REFLECTANCE, (r, c) -> 1).scene("a", "2023-04-05T10:00:00Z");
    // Columns 10 to 20, rows 40 to 45: centres only.
    var area =
        new GeometryFactory().toGeometry(new Envelope(600_100, 600_200, 4_999_550, 4_999_600));
    AtomicInteger valid = new AtomicInteger();
    AtomicInteger inside = new AtomicInteger();
    new DefaultCubeEngine(index, rasters, CRS, Runnable::run, 2, 1)
        .slices(
            cube(plain("A")),
            SliceRequest.of(request(GRID), area),
            Progress.NONE,
            slice -> {
              valid.addAndGet(slice.blocks().get(0).mask().count());
              inside.addAndGet(slice.inside().count());
            });
    assertThat(valid).hasValue(50);
    assertThat(inside).hasValue(50);
    // The area lies in one row of 16-pixel tiles, two of them: nothing else is read.
    assertThat(rasters.reads).hasSize(2);
  }

  /** Everything a stream gives, in order, with its pixels. */
  private List<String> stream(Executor pool, int threads, long memory, int cancelAfter) {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    Progress progress =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return seen.size() >= cancelAfter;
          }
        };
    Thread caller = Thread.currentThread();
    try {
      ReadReport report =
          new DefaultCubeEngine(index, rasters, CRS, pool, threads, memory)
              .slices(
                  cube(plain("A"), computed("twice", "A * 2")),
                  SliceRequest.of(request(GRID)),
                  progress,
                  slice -> {
                    assertThat(Thread.currentThread()).isSameAs(caller);
                    StringBuilder text = new StringBuilder();
                    text.append(slice.instant()).append(' ').append(slice.window());
                    for (RasterBlock block : slice.blocks()) {
                      for (int i = 0; i < block.samples().length; i++) {
                        text.append(block.mask().isValid(i) ? " " + block.samples()[i] : " -");
                      }
                    }
                    seen.add(text.toString());
                  });
      seen.add(report.toString());
    } catch (RasterReadException | CancelledException e) {
      seen.add(e.getMessage());
    }
    return seen;
  }

  private void forty(int broken) {
    for (int i = 0; i < 40; i++) {
      int n = i;
      granule("A", GRID, REFLECTANCE, (r, c) -> (r * 60 + c + n) % 7 == 0 ? 0 : r * 100 + c + n);
      if (i == broken) {
        Granule of = granules.get(0);
        granules.set(
            0,
            new Granule(
                "A", URI.create("memory:gone"), 0, GRID, of.type(), of.noData(), of.scaling()));
      }
      scene("s" + i, Instant.parse("2023-01-01T10:00:00Z").plusSeconds(86400L * i).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 1", "2, 67108864", "5, 1", "5, 300000"})
  void slicesAreTheSameOnManyThreadsAsOnOne(int threads, long memory) {
    forty(-1);
    // Tiles depend on the memory of each thread, so that it must be the same for both.
    List<String> alone = stream(Runnable::run, threads, memory, Integer.MAX_VALUE);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      assertThat(stream(pool, threads, memory, Integer.MAX_VALUE)).isEqualTo(alone);
    } finally {
      pool.shutdownNow();
    }
    assertThat(alone.size()).isGreaterThan(40);
  }

  @Test
  @Timeout(20)
  void slicesBeforeAFileThatCannotBeReadAreGivenAndNoneAfterIt() {
    forty(13);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<String> seen = stream(pool, 4, 1 << 26, Integer.MAX_VALUE);
      assertThat(seen).hasSize(14);
      assertThat(seen.get(12)).startsWith("2023-01-13T10:00:00Z");
      assertThat(seen.get(13)).contains("s13", "gone");
    } finally {
      pool.shutdownNow();
    }
    assertThat(rasters.reads.size()).isLessThan(13 + 2 * 4);
  }

  @Test
  @Timeout(20)
  void slicesStopSoonAfterTheyAreCancelled() {
    forty(-1);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<String> seen = stream(pool, 4, 1 << 26, 10);
      assertThat(seen.get(seen.size() - 1)).isEqualTo("the request was cancelled");
      assertThat(seen.size()).isBetween(11, 10 + 1 + 2 * 4);
    } finally {
      pool.shutdownNow();
    }
    assertThat(rasters.reads.size()).isLessThanOrEqualTo(10 + 1 + 2 * 4);
  }

  @ParameterizedTest
  @CsvSource({"10, 1", "2000, 1", "2000, 4"})
  @Timeout(60)
  void asManySlicesAreInMemoryWhateverTheNumberOfDates(int dates, int threads) {
    dates(dates);
    AtomicInteger taken = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Set<Window> windows = new LinkedHashSet<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      // The memory of 40 x 40 pixels a thread, whatever the number of dates.
      new DefaultCubeEngine(index, rasters, CRS, pool, threads, threads * 26L * 40 * 40)
          .slices(
              cube(plain("A")),
              SliceRequest.of(request(GRID)),
              Progress.NONE,
              slice -> {
                windows.add(slice.window());
                most.accumulateAndGet(rasters.reads.size() - taken.getAndIncrement(), Math::max);
              });
    } finally {
      pool.shutdownNow();
    }
    // Two for a thread and the one that is being taken.
    assertThat(windows).hasSize(4);
    assertThat(taken).hasValue(4 * dates);
    assertThat(most.get()).isBetween(1, 2 * threads + 1);
  }

  // All of them the same file.
  private void dates(int count) {
    granule("A", GRID, REFLECTANCE, (r, c) -> r * 100 + c);
    Granule same = granules.get(0);
    Instant first = Instant.parse("1995-01-01T10:00:00Z");
    List<Scene> scenes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String id = "s" + i;
      scenes.add(
          new Scene(
              id,
              "p",
              first.plusSeconds(86400L * i),
              CRS.footprint(GRID),
              id,
              "",
              Map.of(),
              List.of(same)));
    }
    index.insert(scenes);
  }
}
