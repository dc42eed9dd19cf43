// SPDX-License-Identifier: Apache-2.0
package org.chronocube.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.chronocube.InvalidParameterException;
import org.chronocube.algorithm.Connectivity;
import org.chronocube.algorithm.Layer;
import org.chronocube.algorithm.series.SeriesMethod;
import org.chronocube.algorithm.series.SeriesTimes;
import org.chronocube.algorithm.series.SeriesWorker;
import org.chronocube.algorithm.threshold.Thresholds;
import org.chronocube.crs.CrsRegistry;
import org.chronocube.cube.CancelledException;
import org.chronocube.cube.Progress;
import org.geotools.api.filter.Filter;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Three dates of 40 by 60 pixels whose DN tell date, row and column. */
class SeriesAnalysisTest {

  private final FakeEngine engine =
      new FakeEngine()
          .scene("2020-06-01T00:00:00Z", (t, band, row, col) -> row * 100 + col)
          .scene("2020-07-01T00:00:00Z", (t, band, row, col) -> row < 3 ? -1 : 10_000)
          .scene(
              "2021-06-01T00:00:00Z",
              (t, band, row, col) -> row * 100 + col + (row > 29 ? 50_000 : 2));

  /** Tells sum and number of the values, and the last date where the sum is large. */
  private static final class Sum implements SeriesMethod {

    private final AtomicInteger workers = new AtomicInteger();

    @Override
    public void check(int bands, SeriesTimes times) {
      if (bands != 1) {
        throw new InvalidParameterException("bands", "bands must be 1, were " + bands);
      }
    }

    @Override
    public List<Layer> layers(int bands, SeriesTimes times) {
      return List.of(
          Layer.value("sum", "", "Sum."),
          Layer.value("count", "", "Number."),
          Layer.date("date", "Date."));
    }

    @Override
    public SeriesWorker worker(int bands, SeriesTimes times) {
      workers.incrementAndGet();
      return (values, result) -> {
        result[0] = 0;
        result[1] = 0;
        for (float v : values[0]) {
          result[0] += Float.isNaN(v) ? 0 : v;
          result[1] += Float.isNaN(v) ? 0 : 1;
        }
        result[2] = result[0] > 25_000 ? (float) times.days()[times.count() - 1] : Float.NaN;
      };
    }
  }

  private ChangeMap compute(Period period, String season, Geometry area, Progress progress) {
    Area where =
        area == null
            ? Area.whole(FakeEngine.cube())
            : Area.of(FakeEngine.cube(), area, "EPSG:32631", new CrsRegistry());
    PixelSeriesRequest request =
        new PixelSeriesRequest(
            FakeEngine.cube(),
            where,
            BandSelection.of(FakeEngine.cube(), List.of("red")),
            List.of(),
            Filter.INCLUDE,
            Season.parse(season),
            period,
            new Sum());
    return new SeriesAnalysis(engine, new CrsRegistry())
        .compute(request, new MapRules(Thresholds.OTSU, 0, Connectivity.EIGHT), progress);
  }

  private static float at(ChangeMap map, int layer, int row, int col) {
    return map.values().pixels(layer).at(row * map.grid().width() + col);
  }

  // Physical value = DN / 2 + 1.
  @Test
  void everyPixelHasItsOwnSeries() {
    ChangeMap map = compute(Period.NONE, "", null, Progress.NONE);
    assertThat(at(map, 0, 20, 7)).isEqualTo(1004.5f + 5001 + 1005.5f);
    assertThat(at(map, 1, 20, 7)).isEqualTo(3);
    assertThat(at(map, 1, 2, 7)).isEqualTo(2);
    assertThat(map.provenance().sources().get(0).instants()).hasSize(3);
    assertThat(map.provenance().sources().get(0).report().scenes()).hasSize(3);
  }

  @Test
  void changeIsWhereThereIsADate() {
    ChangeMap map = compute(Period.NONE, "", null, Progress.NONE);
    assertThat(map.change()[29 * 60]).isZero();
    assertThat(map.change()[30 * 60]).isEqualTo((byte) 1);
    assertThat(map.threshold()).isNull();
    assertThat(map.patches()).extracting(ChangeMap.Patch::pixels).containsExactly(600);
  }

  @Test
  void periodsAndSeasonsSelectAndReduce() {
    ChangeMap years =
        compute(new Period(Period.Unit.YEAR, Period.Reduction.MAX), "", null, Progress.NONE);
    assertThat(at(years, 0, 20, 7)).isEqualTo(5001 + 1005.5f);
    ChangeMap june = compute(Period.NONE, "06-01/06-30", null, Progress.NONE);
    assertThat(at(june, 1, 20, 7)).isEqualTo(2);
    assertThat(june.provenance().sources().get(0).instants()).hasSize(2);
    assertThatThrownBy(() -> compute(Period.NONE, "12-01/12-02", null, Progress.NONE))
        .hasMessage("time must select a scene of fake on the area");
  }

  @Test
  void outsideTheAreaNothingIsKnown() {
    // A triangle under the diagonal of ten by ten pixels, from row 20 and column 10.
    Geometry area =
        new GeometryFactory()
            .createPolygon(
                new Coordinate[] {
                  new Coordinate(600_100, 5_699_800),
                  new Coordinate(600_200, 5_699_700),
                  new Coordinate(600_100, 5_699_700),
                  new Coordinate(600_100, 5_699_800)
                });
    ChangeMap map = compute(Period.NONE, "", area, Progress.NONE);
    assertThat(map.grid().width()).isEqualTo(10);
    assertThat(at(map, 0, 5, 2)).isEqualTo(25 * 50 + 6 + 1 + 5001 + 25 * 50 + 7 + 1);
    assertThat(at(map, 0, 2, 5)).isNaN();
    assertThat(map.change()[2 * 10 + 5]).isEqualTo(ChangeMap.UNKNOWN);
  }

  @Test
  void itStopsWhenToldToAndRefusesWhatTheMethodDoes() {
    Progress stop =
        new Progress() {
          @Override
          public void report(double fraction) {}

          @Override
          public boolean isCancelled() {
            return true;
          }
        };
    assertThatThrownBy(() -> compute(Period.NONE, "", null, stop))
        .isInstanceOf(CancelledException.class);
    PixelSeriesRequest two =
        new PixelSeriesRequest(
            FakeEngine.cube(),
            Area.whole(FakeEngine.cube()),
            BandSelection.of(FakeEngine.cube(), List.of()),
            List.of(),
            Filter.INCLUDE,
            Season.ALL,
            Period.NONE,
            new Sum());
    assertThatThrownBy(
            () ->
                new SeriesAnalysis(engine, new CrsRegistry())
                    .compute(
                        two, new MapRules(Thresholds.OTSU, 0, Connectivity.EIGHT), Progress.NONE))
        .hasMessage("bands must be 1, were 2");
  }
}
