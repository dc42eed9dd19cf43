// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.chronocube.algorithm.Statistics;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CancelledException;
import org.chronocube.cube.Progress;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;

class TimeSeriesTest {

  private static final String JAN = "2023-01-05T10:00:00Z";
  private static final String FEB = "2023-02-05T10:00:00Z";
  private static final String MAR = "2023-03-05T10:00:00Z";

  // red = 100·month + column, nir = 1000 + row; February's right half is cloud.
  private final FakeEngine engine =
      new FakeEngine()
          .scene(JAN, (t, band, row, col) -> band == 0 ? 100 + col : 1000 + row)
          .scene(FEB, (t, band, row, col) -> col >= 30 ? -1 : band == 0 ? 200 + col : 1000 + row)
          .scene(MAR, (t, band, row, col) -> -1);

  @Test
  void everyTimeAndBandHasItsStatistics() {
    Series series = compute(Area.whole(FakeEngine.cube()), "", List.of("red", "nir"));

    assertThat(series.entries())
        .extracting(Series.Entry::instant)
        .containsExactly(Instant.parse(JAN), Instant.parse(FEB), Instant.parse(MAR));
    Statistics red = series.entries().get(0).statistics().get(0);
    assertThat(red.total()).isEqualTo(2400);
    assertThat(red.count()).isEqualTo(2400);
    // DN 100..159, physical 51..80.5
    assertThat(red.min()).isEqualTo(51);
    assertThat(red.max()).isEqualTo(80.5);
    assertThat(red.mean()).isCloseTo(65.75, within(1e-9));
    assertThat(red.percentiles().get(0)).isCloseTo(65.75, within(1e-9));
    // NumPy: np.std(np.tile(51 + np.arange(60) / 2, 40), ddof=1)
    assertThat(red.sd()).isCloseTo(8.66085567416717, within(1e-9));
  }

  @Test
  void cloudLowersTheValidShareAndATimeWithoutAnyValidPixelStays() {
    Series series = compute(Area.whole(FakeEngine.cube()), "", List.of("red"));
    assertThat(series.entries().get(1).statistics().get(0).validShare()).isEqualTo(0.5);
    Statistics none = series.entries().get(2).statistics().get(0);
    assertThat(none.count()).isZero();
    assertThat(none.total()).isEqualTo(2400);
    assertThat(none.mean()).isNaN();
  }

  @Test
  void anAreaTakesItsPixelsOnlyAcrossBlocks() {
    // Columns 10..19, rows 10..29: 200 pixels
    Area area =
        Area.of(
            FakeEngine.cube(),
            AreaTest.geometry(
                "POLYGON ((600100 5699900, 600200 5699900, 600200 5699700, 600100 5699700,"
                    + " 600100 5699900))"),
            "EPSG:32631",
            new CrsRegistry());
    Series series = compute(area, "2023-01", List.of("red", "ratio = nir / red"));
    assertThat(series.entries()).hasSize(1);
    Statistics red = series.entries().get(0).statistics().get(0);
    assertThat(red.count()).isEqualTo(200);
    assertThat(red.min()).isEqualTo(56);
    assertThat(red.max()).isEqualTo(60.5);
    // nir at row 29 (DN 1029 -> 515.5) over red at column 10
    assertThat(series.entries().get(0).statistics().get(1).max())
        .isCloseTo(515.5 / 56, within(1e-5));
  }

  @Test
  void aPointTakesThePixelItIsIn() {
    Area point =
        Area.of(
            FakeEngine.cube(),
            AreaTest.geometry("POINT (600015 5699985)"),
            "EPSG:32631",
            new CrsRegistry());
    Series series = compute(point, "2023-01/2023-02", List.of("red", "nir"));
    assertThat(series.area().allTouched()).isTrue();
    List<Statistics> first = series.entries().get(0).statistics();
    assertThat(first).extracting(Statistics::count).containsExactly(1L, 1L);
    assertThat(first).extracting(Statistics::mean).containsExactly(51.5, 501.5);
  }

  @Test
  void manyTimesAreTakenInRunsSoThatMemoryDoesNotGrowWithThem() {
    FakeEngine many = new FakeEngine();
    for (int i = 0; i < 30_001; i++) {
      int value = i;
      many.scene(
          Instant.parse("2000-01-01T00:00:00Z").plusSeconds(60L * i).toString(),
          (t, band, row, col) -> value % 1000);
    }
    Area point =
        Area.of(
            FakeEngine.cube(),
            AreaTest.geometry("POINT (600015 5699985)"),
            "EPSG:32631",
            new CrsRegistry());
    List<Double> reported = new ArrayList<>();
    Series series =
        new TimeSeries(many).compute(request(point, "", List.of("red")), recording(reported));
    // ceil(30,001 / 256)
    assertThat(many.slicesCalls).isEqualTo(118);
    assertThat(many.mostTimesAtOnce).isEqualTo(256);
    assertThat(series.entries()).hasSize(30_001);
    assertThat(series.entries().get(30_000).statistics().get(0).mean()).isEqualTo(1);
    assertThat(reported).isSorted().contains(1.0);
  }

  @Test
  void samplesKeptForPercentilesDoNotChangeTheOtherFigures() {
    Area whole = Area.whole(FakeEngine.cube());
    SeriesRequest with = request(whole, "", List.of("red", "nir"));
    SeriesRequest without =
        new SeriesRequest(
            with.cube(), whole, with.times(), with.bands(), List.of(), Filter.INCLUDE);
    List<Series.Entry> plain = new TimeSeries(engine).compute(without, Progress.NONE).entries();
    List<Series.Entry> all = new TimeSeries(engine).compute(with, Progress.NONE).entries();
    assertThat(plain).hasSize(3);
    for (int i = 0; i < 3; i++) {
      for (int b = 0; b < 2; b++) {
        Statistics a = plain.get(i).statistics().get(b);
        Statistics p = all.get(i).statistics().get(b);
        assertThat(a.percentiles()).isEmpty();
        assertThat(p.percentiles()).hasSize(1);
        assertThat(a)
            .isEqualTo(
                new Statistics(
                    p.total(), p.count(), p.mean(), p.sd(), p.min(), p.max(), List.of(), true));
      }
    }
  }

  @Test
  void itStopsWhenToldTo() {
    Progress stop =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    SeriesRequest request = request(Area.whole(FakeEngine.cube()), "", List.of("red"));
    assertThatThrownBy(() -> new TimeSeries(engine).compute(request, stop))
        .isInstanceOf(CancelledException.class);
  }

  private Series compute(Area area, String time, List<String> bands) {
    return new TimeSeries(engine).compute(request(area, time, bands), Progress.NONE);
  }

  private static SeriesRequest request(Area area, String time, List<String> bands) {
    return new SeriesRequest(
        FakeEngine.cube(),
        area,
        TimeText.parse(time, "time"),
        BandSelection.of(FakeEngine.cube(), bands),
        List.of(50.0),
        Filter.INCLUDE);
  }

  private static Progress recording(List<Double> into) {
    return new Progress() {
      @Override
      public void report(double fraction) {
        into.add(fraction);
      }

      @Override
      public boolean isCancelled() {
        return false;
      }
    };
  }
}
